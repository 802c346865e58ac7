using System.Diagnostics;
using MnistNotebooks.Runner.Pictures;

namespace MnistNotebooks.Runner.Tests.Pages;

/// <summary>A browser without window that opens a page and gives back its document.</summary>
internal static class Chromium
{
    private static readonly string? _program;

    static Chromium()
    {
        try
        {
            _program = ChromiumProgram.Find();
        }
        catch (FileNotFoundException e)
        {
            Missing = e.Message;
        }
    }

    /// <summary>Why there is no browser, or null.</summary>
    public static string? Missing { get; }

    /// <summary>The document after the page has done its work, with nothing but the disk to load from.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="query">What its address ends with.</param>
    public static string Document(string page, string query = "")
    {
        string profile = NewProfile();
        try
        {
            using Process browser = Start(profile, "--virtual-time-budget=20000", "--dump-dom", new Uri(page).AbsoluteUri + query);
            browser.ErrorDataReceived += (_, _) => { };
            browser.BeginErrorReadLine();
            Task<string> document = browser.StandardOutput.ReadToEndAsync();
            if (!document.Wait(TimeSpan.FromMinutes(2)))
            {
                browser.Kill(entireProcessTree: true);
                throw new TimeoutException($"Chromium did not finish {page} within two minutes.");
            }
            browser.WaitForExit();
            return document.Result;
        }
        finally
        {
            Remove(profile);
        }
    }

    /// <summary>A folder for one browser.</summary>
    public static string NewProfile() => Directory.CreateTempSubdirectory("mnist-notebooks-chromium-").FullName;

    /// <summary>Starts the browser without window and without any network but this machine's own.</summary>
    public static Process Start(string profile, params string[] arguments) => Process.Start(new ProcessStartInfo(_program!,
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + profile,
        "--window-size=1280,800", .. arguments,
    ])
    { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Deletes a browser's folder.</summary>
    /// <remarks>Its helper processes may write for a moment after it has ended; what they leave lies in the temporary folder.</remarks>
    public static void Remove(string profile)
    {
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
        }
    }
}

/// <summary>A test that opens a page in a browser.</summary>
internal sealed class BrowserFactAttribute() : ConditionalFactAttribute(Chromium.Missing);

/// <inheritdoc cref="BrowserFactAttribute"/>
internal sealed class BrowserTheoryAttribute() : ConditionalTheoryAttribute(Chromium.Missing);

/// <summary>A test that opens a page in a browser and takes long.</summary>
internal sealed class LongBrowserFactAttribute() : ConditionalFactAttribute(Requirement.NotAskedFor, Chromium.Missing);

/// <inheritdoc cref="LongBrowserFactAttribute"/>
internal sealed class LongBrowserTheoryAttribute() : ConditionalTheoryAttribute(Requirement.NotAskedFor, Chromium.Missing);
