using Microsoft.Playwright;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>A reader who has opened a lesson of his own server, and its kernel is ready.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private Visit(TemporaryFolder folder, LiveSite site, Reader reader, IPage page) =>
        (Folder, Site, Reader, Page) = (folder, site, reader, page);

    /// <summary>Of the notebooks.</summary>
    public TemporaryFolder Folder { get; }

    public LiveSite Site { get; }

    public Reader Reader { get; }

    public IPage Page { get; }

    /// <param name="cells">The code of sample.ipynb.</param>
    public static async Task<Visit> OfAsync(params string[] cells)
    {
        var folder = new TemporaryFolder();
        LiveSite site = await LiveSite.OfAsync(folder, cells);
        Reader reader = await Reader.StartAsync();
        return new(folder, site, reader, await reader.OpenAsync(site));
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Site.DisposeAsync();
        Folder.Dispose();
    }
}
