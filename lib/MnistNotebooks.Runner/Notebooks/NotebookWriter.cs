using System.Text.Json;

namespace MnistNotebooks.Runner.Notebooks;

/// <summary>Writes nbformat 4.5 as Jupyter does: sorted keys, one space a level, text as lines, LF, a line end at the end.</summary>
internal static class NotebookWriter
{
    public static byte[] ToUtf8(NotebookFile notebook)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = Json.Encoder }))
            Write(writer, notebook);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, NotebookFile notebook)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cells");
        foreach (NotebookCell cell in notebook.Cells)
            Write(writer, cell);
        writer.WriteEndArray();
        Write(writer, "metadata", notebook.Metadata);
        writer.WriteNumber("nbformat", 4);
        writer.WriteNumber("nbformat_minor", 5);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, NotebookCell cell)
    {
        writer.WriteStartObject();
        if (cell.Attachments is { } attachments)
            Write(writer, "attachments", attachments);
        writer.WriteString("cell_type", cell.Kind switch { CellKind.Code => "code", CellKind.Raw => "raw", _ => "markdown" });
        if (cell.Kind == CellKind.Code)
            WriteCount(writer, cell.ExecutionCount);
        writer.WriteString("id", cell.Id);
        Write(writer, "metadata", cell.Metadata);
        if (cell.Kind == CellKind.Code)
        {
            writer.WriteStartArray("outputs");
            foreach (Output output in cell.Outputs)
                Write(writer, output, cell.ExecutionCount);
            writer.WriteEndArray();
        }
        WriteLines(writer, "source", cell.Source);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Output output, int? executionCount)
    {
        writer.WriteStartObject();
        switch (output)
        {
            case StreamOutput stream:
                writer.WriteString("name", stream.Name == StreamName.Stderr ? "stderr" : "stdout");
                writer.WriteString("output_type", "stream");
                WriteLines(writer, "text", stream.Text);
                break;
            case DisplayOutput display:
                writer.WriteStartObject("data");
                foreach ((string mime, JsonElement value) in display.Data.Forms)
                    Write(writer, mime, value, MimeBundle.IsLines(mime));
                writer.WriteEndObject();
                if (display.IsResult)
                    WriteCount(writer, executionCount);
                Write(writer, "metadata", display.Metadata);
                writer.WriteString("output_type", display.IsResult ? "execute_result" : "display_data");
                break;
            case ErrorOutput error:
                writer.WriteString("ename", error.Name);
                writer.WriteString("evalue", error.Message);
                writer.WriteString("output_type", "error");
                writer.WriteStartArray("traceback");
                foreach (string line in error.Traceback)
                    writer.WriteStringValue(line);
                writer.WriteEndArray();
                break;
        }
        writer.WriteEndObject();
    }

    // JSON forms stay on one line: indented, a picture of 784 numbers would take 784 lines and several times the bytes.
    private static void Write(Utf8JsonWriter writer, string mime, JsonElement value, bool asLines)
    {
        if (asLines && value.ValueKind == JsonValueKind.String)
        {
            WriteLines(writer, mime, value.GetString()!);
            return;
        }
        writer.WritePropertyName(mime);
        writer.WriteRawValue(Json.Compact(value), skipInputValidation: true);
    }

    private static void Write(Utf8JsonWriter writer, string key, JsonElement value)
    {
        writer.WritePropertyName(key);
        value.WriteTo(writer);
    }

    private static void WriteCount(Utf8JsonWriter writer, int? count)
    {
        if (count is { } number)
            writer.WriteNumber("execution_count", number);
        else
            writer.WriteNull("execution_count");
    }

    private static void WriteLines(Utf8JsonWriter writer, string key, string text)
    {
        writer.WriteStartArray(key);
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            int next = end < 0 ? text.Length : end + 1;
            writer.WriteStringValue(text.AsSpan(start, next - start));
            start = next;
        }
        writer.WriteEndArray();
    }
}
