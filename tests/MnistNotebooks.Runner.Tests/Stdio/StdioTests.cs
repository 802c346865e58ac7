using System.Diagnostics;
using System.Text.Json;

namespace MnistNotebooks.Runner.Tests.Stdio;

/// <summary>kernel stdio, spoken to as the Polyglot Notebooks extension does.</summary>
public sealed class StdioTests
{
    [Fact]
    public async Task Every_command_is_answered_and_help_for_writing_cells_knows_the_library_and_the_cells_before()
    {
        await using var code = new VsCode("--kernel-host", "some-name", "--default-kernel", "csharp", "--http-port-range", "1000-3000");
        JsonElement ready = await code.First;
        Assert.Equal("KernelReady", ready.EventType);
        Assert.Equal(
            [(".NET", "kernel://some-name"), ("csharp", "kernel://some-name/csharp")],
            ready.Event.GetProperty("kernelInfos").EnumerateArray()
                .Select(info => (info.GetProperty("localName").GetString()!, info.GetProperty("uri").GetString()!.TrimEnd('/'))));

        code.WriteLine("{\"broken");
        code.WriteLine("");
        JsonElement[] unknown = await code.AskAsync("RequestCodeExpansionInfos", new { });
        Assert.StartsWith("The kernel can't read this command: ", unknown.Failure, StringComparison.Ordinal);
        Assert.Equal(
            "DivideByZeroException: Attempted to divide by zero.\n\n   at cell [1], line 3",
            (await code.RunAsync("int zero = 0;\n\n1 / zero")).Failure);
        Assert.Equal(
            "CompileError: The name 'none' does not exist in the current context (CS0103)\n\n"
                + "   at cell [2], line 2, column 1\n    none\n    ^",
            (await code.RunAsync("\nnone")).Failure);
        JsonElement[] raw = await code.RunAsync("""
            using (var raw = Console.OpenStandardOutput())
                raw.Write("past the console\n"u8);
            Console.Write("through it");
            """);
        Assert.Equal("past the console\nthrough it", raw.Printed);
        Assert.Equal("<null>", (await code.RunAsync("Console.ReadLine()")).Result);
        Assert.Equal(2, (await code.AskAsync("RequestKernelInfo", new { })).Count(message => message.EventType == "KernelInfoProduced"));
        await HelpIsThereAsync(code);

        code.EndInput();
        Assert.Equal(0, await code.EndAsync());
        Assert.StartsWith("A line of the input is no message and was ignored: ", await code.Errors, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task The_kernels_process_that_ends_is_replaced_and_Quit_ends_all()
    {
        await using var code = new VsCode();
        Assert.Equal(
            "KernelEnded: the kernel's process ended during the cell with exit code 3\n\n"
                + "The variables are gone: run the cells above again.",
            (await code.RunAsync("int kept = 1; Environment.Exit(3);")).Failure);
        JsonElement[] deep = await code.RunAsync("class Tower { public int Up(int n) => 1 + Up(n + 1); }\nnew Tower().Up(0)");
        Assert.Equal(
            "StackOverflow: calls were nested too deep, as in a method that calls itself without end\n\n   at Tower.Up(Int32)\n\n"
                + "The variables are gone: run the cells above again.",
            deep.Failure);
        Assert.StartsWith("CompileError: The name 'kept' does not exist", (await code.RunAsync("kept")).Failure, StringComparison.Ordinal);

        using var kernel = Process.GetProcessById(int.Parse((await code.RunAsync("Environment.ProcessId")).Result));
        kernel.Kill();
        await kernel.WaitForExitAsync();
        JsonElement[] next = await code.RunAsync("throw new Exception(\"numbers go on\");");
        // On a busy machine the cell may reach the relay before the end does.
        if (next.Failure.StartsWith("KernelEnded", StringComparison.Ordinal))
            next = await code.RunAsync("throw new Exception(\"numbers go on\");");
        Assert.Matches(@"^Exception: numbers go on\n\n   at cell \[[56]\], line 1$", next.Failure);

        // Ended with a message unread, which resets the connection.
        using var stopped = Process.GetProcessById(int.Parse((await code.RunAsync("Environment.ProcessId")).Result));
        Process.Start("kill", ["-STOP", $"{stopped.Id}"]).WaitForExit();
        VsCode.Command unread = code.Submit("1");
        await Task.Delay(500);
        stopped.Kill();
        string failure = (await unread.Done.WaitAsync(TimeSpan.FromMinutes(1))).Failure;
        Assert.EndsWith("The variables are gone: run the cells above again.", failure, StringComparison.Ordinal);

        using var last = Process.GetProcessById(int.Parse((await code.RunAsync("Environment.ProcessId")).Result));
        code.Send("Quit", new { });
        Assert.Equal(0, await code.EndAsync());
        Assert.True(last.WaitForExit(TimeSpan.FromMinutes(1)));
    }

    private static async Task HelpIsThereAsync(VsCode code)
    {
        JsonElement[] cell = await code.RunAsync("""
            #r "../artifacts/bin/MnistNotebooks/release/MnistNotebooks.dll"
            using MnistNotebooks.Charts;
            var text = "a"; int n = 3;
            """);
        cell.The("CommandSucceeded");

        JsonElement completions = (await code.AskAsync("RequestCompletions", At("text.", 5)))
            .The("CompletionsProduced").GetProperty("completions");
        Assert.Contains("Trim", completions.EnumerateArray().Select(one => one.GetProperty("filterText").GetString()));
        JsonElement hover = (await code.AskAsync("RequestHoverText", At("Chart.Heatmap", 8)))
            .The("HoverTextProduced").GetProperty("content");
        Assert.Matches("Chart\\.Heatmap.*\\s+> \\w", hover[0].GetProperty("value").GetString());
        JsonElement help = (await code.AskAsync("RequestSignatureHelp", At("text.Insert(", 12)))
            .The("SignatureHelpProduced").GetProperty("signatures");
        Assert.Equal("string string.Insert(int startIndex, string value)", help[0].GetProperty("label").GetString());
        JsonElement diagnostics = (await code.AskAsync("RequestDiagnostics", At("1;\nint i = text;", 0))).The("DiagnosticsProduced");
        JsonElement diagnostic = diagnostics.GetProperty("diagnostics").EnumerateArray()
            .Single(one => one.GetProperty("code").GetString() == "CS0029");
        Assert.Equal(1, diagnostic.GetProperty("linePositionSpan").GetProperty("start").GetProperty("line").GetInt32());

        JsonElement[] values = await code.AskAsync(
            "RequestValueInfos", new { targetKernelName = "csharp", mimeType = "text/plain+summary" });
        Assert.Equal(["n=3", "text=a"], values.The("ValueInfosProduced").GetProperty("valueInfos").EnumerateArray()
            .Select(info => $"{info.GetProperty("name")}={info.GetProperty("formattedValue").GetProperty("value")}")
            .Where(info => info[0] != 'z').Order(StringComparer.Ordinal));
        JsonElement[] value = await code.AskAsync("RequestValue", new { name = "n", mimeType = "text/plain", targetKernelName = "csharp" });
        Assert.Equal("3", value.The("ValueProduced").GetProperty("formattedValue").GetProperty("value").GetString());
        var formattedValue = new { mimeType = "text/plain", value = "from VS Code" };
        (await code.AskAsync("SendValue", new { name = "sent", formattedValue, targetKernelName = "csharp" })).The("CommandSucceeded");
        Assert.Equal("from VS Code", (await code.RunAsync("sent")).Result);
    }

    private static object At(string code, int character) =>
        new { code, linePosition = new { line = 0, character }, targetKernelName = "csharp" };
}
