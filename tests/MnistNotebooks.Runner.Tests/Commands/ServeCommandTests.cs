using System.Diagnostics;
using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Kernels;
using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Tests.Live;
using MnistNotebooks.Runner.Tests.Notebooks;

namespace MnistNotebooks.Runner.Tests.Commands;

/// <summary>serve, as it is started.</summary>
public sealed class ServeCommandTests
{
    [LongUnixFact]
    public async Task It_prints_the_address_and_ends_with_its_kernels()
    {
        using var folder = new TemporaryFolder();
        SampleNotebook.Of("Environment.ProcessId").Write(Path.Combine(folder.Folder("notebooks"), "sample.ipynb"));
        await using ServeProcess server = await ServeProcess.StartAsync(folder);
        Assert.Matches(@"^http://127\.0\.0\.1:\d+/\?token=[\w-]{43}$", server.Address);
        int kernel;
        await using (LiveLine line = await LiveLine.OpenAsync(server.Address, "sample"))
        {
            await line.RunAsync("code-1");
            kernel = int.Parse(await line.TextAsync("code-1"));
        }
        using Process process = Process.GetProcessById(kernel);
        Assert.Equal((ExitCode.Stopped, "Stopped.\n"), await server.InterruptAsync());
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
    }

    [UnixFact]
    public async Task A_machine_without_browser_is_told_so()
    {
        using var folder = new TemporaryFolder();
        FewDigits.Write(folder["few"]);
        folder.Write("MnistNotebooks.sln", "");
        SampleNotebook.Of("1").Write(Path.Combine(folder.Folder("notebooks"), "sample.ipynb"));
        using Process process = Process.Start(new ProcessStartInfo(KernelProcess.DotnetProgram(),
            ["exec", typeof(CommandLine).Assembly.Location, "serve", "--data", folder["few"], "--port", $"{LiveServer.FreePort()}"])
        { RedirectStandardOutput = true, WorkingDirectory = folder.Root, Environment = { ["PATH"] = folder.Root } })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "No browser was found; open the address in one.")
            Assert.False(process.HasExited);
        process.Kill(entireProcessTree: true);
    }

    [LongFact]
    public async Task What_readers_made_of_lessons_is_run_by_its_name_only()
    {
        using var folder = new TemporaryFolder();
        FewDigits.Write(folder["few"]);
        folder.Write("MnistNotebooks.sln", "");
        string notebooks = folder.Folder("notebooks");
        SampleNotebook.Of("1").Write(Path.Combine(notebooks, "a.ipynb"));
        SampleNotebook.Of("2").Write(Path.Combine(notebooks, "a.mine.ipynb"));
        Assert.Equal(["a.ipynb"], await RunAsync());
        Assert.Equal(["a.ipynb", "a.mine.ipynb"], await RunAsync("notebooks/a.mine.ipynb"));

        async Task<string[]> RunAsync(params string[] named)
        {
            using Process process = ProgramProcess.Start(
                folder.Root, ["run", .. named, "--data", folder["few"], "--out", folder["out"]]);
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(ExitCode.Done, process.ExitCode);
            return [.. Directory.GetFiles(folder["out"], "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task A_port_in_use_and_a_folder_without_lessons_are_one_line()
    {
        using var folder = new TemporaryFolder();
        FewDigits.Write(folder["few"]);
        folder.Write("MnistNotebooks.sln", "");
        Assert.Equal((ExitCode.Unusable, "There are no notebooks in notebooks.\n"), await EndAsync(LiveServer.FreePort()));
        SampleNotebook.Of("1").Write(Path.Combine(folder.Folder("notebooks"), "sample.ipynb"));
        await using LiveSite site = await LiveSite.StartAsync(folder["notebooks"]);
        (int code, string error) = await EndAsync(site.Port);
        Assert.Equal(ExitCode.Unusable, code);
        Assert.Matches($@"^Port {site.Port} is in use; try --port \d+\.\n$", error);

        async Task<(int, string)> EndAsync(int port)
        {
            using Process process = ServeProcess.Start(folder, port);
            string said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, said);
        }
    }
}
