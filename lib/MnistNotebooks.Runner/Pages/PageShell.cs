using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MnistNotebooks.Data;

namespace MnistNotebooks.Runner.Pages;

/// <summary>What all pages share: the head with style and script, so that a page needs no other file but plotly.js.</summary>
internal static class PageShell
{
    /// <summary>The name of the series, on every page.</summary>
    public const string Series = "Inside a digit-reading network";

    private static readonly string Style =
        string.Concat(((string[])["page.css", "predict.css", "present.css", "index.css"]).Select(Asset));

    // What is covered is so before figures are drawn and steps are counted.
    private static readonly string Script = "\n'use strict';\n"
        + string.Concat(((string[])["predict-judge.js", "predict-tally.js", "predict.js", "page.js", "film.js", "present.js"])
            .Select(Asset));

    /// <summary>The script of every page, as a Content-Security-Policy names it.</summary>
    public static string ScriptHash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <param name="title">Of the browser's tab.</param>
    /// <param name="body">Everything inside the body element.</param>
    /// <param name="lesson">The lesson whose cells can be run on the page; null when they can't.</param>
    public static string Wrap(string title, string body, string? lesson = null) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{HtmlText.Escape(title)}</title>
        <style>
        {Style}</style>{(lesson is null ? "" : "\n<link rel=\"stylesheet\" href=\"/live.css\">")}
        </head>
        <body{(lesson is null ? "" : $" data-lesson=\"{HtmlText.Escape(lesson)}\"")}>
        {body}
        <script>{Script}</script>{(lesson is null ? "" : "\n<script type=\"module\" src=\"/live.js\"></script>")}
        </body>
        </html>

        """;

    /// <summary>A script or style of live pages only, which are files of their own; null when there is none of that name.</summary>
    public static string? LiveAsset(string name) =>
        name.StartsWith("live", StringComparison.Ordinal) && typeof(PageShell).Assembly.GetManifestResourceInfo(name) is not null
            ? Asset(name) : null;

    private static string Asset(string name)
    {
        using Stream stream = typeof(PageShell).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The data of a run, said on every page that shows what was made of them.</summary>
/// <param name="Sentence">For the reader, short, and without paths of the machine.</param>
/// <param name="IsMnist">False for drawn digits, which the pages mark so that their results never pass for MNIST's.</param>
internal sealed record DataNote(string Sentence, bool IsMnist)
{
    /// <param name="digits">Those of the run.</param>
    public static DataNote Of(MnistData digits)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{digits.Train.Count:N0} + {digits.Test.Count:N0} digits");
        return digits.Source.IsMnist
            ? new($"MNIST, {count}.", true)
            : new($"MNIST was not found: {count}, made by this library. The numbers in the text are MNIST's.", false);
    }

    public string Html => IsMnist
        ? $"<p class=\"data\"><strong>Data</strong> {HtmlText.Escape(Sentence)}</p>"
        : $"<p class=\"data drawn\"><strong>Drawn digits, not MNIST</strong> {HtmlText.Escape(Sentence)}</p>";
}

/// <summary>Text for HTML.</summary>
internal static class HtmlText
{
    /// <summary>
    /// The text with the characters escaped that mean something in an element or in a quoted attribute;
    /// the rest stays readable.
    /// </summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
