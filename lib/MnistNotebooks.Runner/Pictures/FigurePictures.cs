using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Pictures;

/// <summary>Gives each figure of a notebook its picture, for viewers that draw no figures (GitHub, nbviewer).</summary>
internal static class FigurePictures
{
    /// <summary>The notebook with a picture beside every figure; pictures already there are made anew, all else stays.</summary>
    /// <exception cref="InvalidDataException">A figure can't be drawn; the message names notebook and cell.</exception>
    public static async Task<NotebookFile> AddAsync(NotebookFile notebook, FigurePainter painter, CancellationToken cancellation)
    {
        var cells = new List<Cell>();
        foreach (Cell cell in notebook.Cells)
        {
            var outputs = new List<Output>();
            foreach (Output output in cell.Outputs)
            {
                if (output is DisplayOutput display && display.Data.Json(MimeBundle.Plotly) is { } figure)
                {
                    JsonElement picture = await PictureAsync(figure, cell).ConfigureAwait(false);
                    outputs.Add(display with { Data = display.Data.With(MimeBundle.Png, picture) });
                }
                else
                {
                    outputs.Add(output);
                }
            }
            cells.Add(cell with { Outputs = outputs });
        }
        return notebook with { Cells = cells };

        async Task<JsonElement> PictureAsync(JsonElement figure, Cell cell)
        {
            try
            {
                return Json.Text(Convert.ToBase64String(await painter.DrawAsync(figure, cancellation).ConfigureAwait(false)));
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"{notebook.Name}, cell [{cell.ExecutionCount}]: the figure can't be drawn: {e.Message}", e);
            }
        }
    }
}
