namespace MnistNotebooks.Runner.Sessions.Host;

/// <summary>What every cell can call without a using. Public because the cells' assemblies derive their names from it.</summary>
public sealed class NotebookGlobals
{
    private readonly Action<IReadOnlyDictionary<string, System.Text.Json.JsonElement>> _show;

    internal NotebookGlobals(Action<IReadOnlyDictionary<string, System.Text.Json.JsonElement>> show) => _show = show;

#pragma warning disable IDE1006 // The name is .NET Interactive's.
    /// <summary>Displays a value in every form that its type offers.</summary>
    public void display(object? value) => _show(DisplayForms.Of(value));

    /// <summary>Displays a value in one form.</summary>
    /// <exception cref="ArgumentException">The value has no such form.</exception>
    public void display(object? value, string mimeType) => _show(DisplayForms.Of(value, mimeType));
#pragma warning restore IDE1006
}
