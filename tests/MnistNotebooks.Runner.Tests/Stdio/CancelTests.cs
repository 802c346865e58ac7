using System.Diagnostics;
using System.Text.Json;

namespace MnistNotebooks.Runner.Tests.Stdio;

/// <summary>Stopping cells from VS Code.</summary>
public sealed class CancelTests(CancelTests.OneKernel shared) : IClassFixture<CancelTests.OneKernel>
{
    private const string Ended = "The cell was stopped by ending its process, so the variables are gone: run the cells above again.";
    private const string Cancelled = "The cell was cancelled; the variables are as it left them.";

    [LongTheory]
    [InlineData("Console.WriteLine(); while (true) { }")]
    [InlineData("while (true) Console.WriteLine(\"line\");")]
    [InlineData("for (int i = 0; ; i++) { display(i); Console.WriteLine(); Thread.Sleep(1); }")]
    [InlineData("for (int i = 0; ; i++) { display(i); Console.WriteLine(); await Task.Delay(1); }")]
    public async Task A_cell_without_end_ends_within_two_seconds_and_the_next_runs(string endless)
    {
        VsCode code = shared.Code;
        await code.RunAsync("using System.Threading; int kept = 5;");
        VsCode.Command cell = code.Submit(endless);
        await cell.Printed;
        var clock = Stopwatch.StartNew();
        (await code.AskAsync("Cancel", new { })).The("CommandSucceeded");
        // Two seconds on a machine of its own; tests share theirs.
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
        Assert.True(cell.Done.IsCompleted);
        Assert.Equal(Ended, (await cell.Done).Failure);
        Assert.Equal("2", (await code.RunAsync("1 + 1")).Result);
    }

    [LongFact]
    public async Task A_cell_that_ends_in_time_keeps_the_variables()
    {
        VsCode code = shared.Code;
        string failure;
        int attempts = 0;
        do
        {
            await code.RunAsync("int kept = 5;");
            VsCode.Command cell = code.Submit("""
                kept = 6;
                Console.WriteLine(kept);
                await Task.Delay(-1, Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken);
                """);
            await cell.Printed;
            (await code.AskAsync("Cancel", new { })).The("CommandSucceeded");
            failure = (await cell.Done).Failure;
        }
        // On a machine that does much else, a cell may not end in time.
        while (failure == Ended && ++attempts < 5);
        Assert.Equal(Cancelled, failure);
        Assert.Equal("6", (await code.RunAsync("kept")).Result);
        (await code.AskAsync("Cancel", new { })).The("CommandSucceeded");
    }

    [LongFact]
    public async Task Cancel_is_answered_at_any_moment()
    {
        VsCode code = shared.Code;
        await code.First;
        var random = new Random(1);
        string[] cells = ["System.Threading.Thread.Sleep(150);", "Console.WriteLine(1); await Task.Delay(150);", "1", "while (true) { }"];
        for (int i = 0; i < 10; i++)
        {
            string source = cells[i % cells.Length];
            VsCode.Command cell = code.Submit(source);
            await Task.Delay(random.Next(200));
            JsonElement[] cancel = await code.AskAsync("Cancel", new { });
            cancel.The("CommandSucceeded");
            JsonElement[] end = await cell.Done.WaitAsync(TimeSpan.FromSeconds(60));
            if (end.Any(message => message.EventType == "CommandFailed"))
                Assert.Contains(end.Failure, new[] { Ended, Cancelled });
            else
                Assert.DoesNotContain("while", source, StringComparison.Ordinal);
            Assert.Equal("2", (await code.RunAsync("1 + 1")).Result);
        }
    }

    /// <summary>One kernel for all; whatever a test does to it, the next one goes on with it.</summary>
    public sealed class OneKernel : IAsyncLifetime
    {
        internal VsCode Code { get; } = new();

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Code.DisposeAsync();
    }
}
