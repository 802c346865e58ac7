namespace MnistNotebooks.Runner.Pages;

/// <summary>The data of a run, said on every page.</summary>
/// <param name="Sentence">For the reader, without paths of the machine.</param>
/// <param name="IsMnist">False for drawn digits, which the pages mark so that their results never pass for MNIST's.</param>
internal sealed record DataNote(string Sentence, bool IsMnist)
{
    public string Html => IsMnist
        ? $"<p class=\"data\"><strong>Data</strong> {HtmlText.Escape(Sentence)}</p>"
        : $"<p class=\"data drawn\"><strong>Drawn digits, not MNIST</strong> {HtmlText.Escape(Sentence)}</p>";
}
