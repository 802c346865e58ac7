using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using MnistNotebooks.Runner.Kernels;

namespace MnistNotebooks.Runner.Tests.Kernels;

public sealed class CellKernelTests
{
    [LongTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_that_comes_with_the_first_cell_costs_none_of_its_variables(bool isFirst)
    {
        KernelCommand[] questions =
            [new RequestDiagnostics("1 + 1"), new RequestCompletions("Math.", new(0, 5)), new RequestHoverText("Math.PI", new(0, 6))];
        for (int i = 0; i < 6; i++)
        {
            using var kernel = new CellKernel();
            KernelCommand question = questions[i % questions.Length], cell = new SubmitCode("int number = 5;");
            KernelCommand[] both = isFirst ? [question, cell] : [cell, question];
            await Task.WhenAll(both.Select(command => kernel.Root.SendAsync(command)));
            var csharp = Assert.IsType<CSharpKernel>(Assert.Single(kernel.Root.ChildKernels));
            Assert.True(csharp.TryGetValue("number", out int number));
            Assert.Equal(5, number);
        }
    }

    [LongFact]
    public async Task A_first_cell_may_ask_and_run_another_itself()
    {
        using var kernel = new CellKernel();
        KernelCommandResult result = await kernel.Root.SendAsync(new SubmitCode("""
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Commands;
            await Kernel.Root.SendAsync(new RequestDiagnostics("1 + 1"));
            await Kernel.Root.SendAsync(new SubmitCode("1 + 1"));
            """)).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.IsType<CommandSucceeded>(result.Events[^1]);
    }

    [Fact]
    public async Task A_cancelled_cell_that_ends_later_costs_none_of_the_next_ones_variables()
    {
        using var kernel = new CellKernel();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource();
        AppDomain.CurrentDomain.SetData("gate", (Func<Task>)(() =>
        {
            started.SetResult();
            return gate.Task;
        }));
        Task cancelled = kernel.Root.SendAsync(new SubmitCode("""
            Task gate = ((Func<Task>)AppDomain.CurrentDomain.GetData("gate"))();
            await gate;
            """));
        Assert.Same(started.Task, await Task.WhenAny(started.Task, cancelled));
        await kernel.Root.SendAsync(new Cancel());
        Task<KernelCommandResult> next = kernel.Root.SendAsync(new SubmitCode("int number = 5; number"));
        // Time in which the next could end before the one that was cancelled.
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1)));
        gate.SetResult();
        await Task.WhenAll(cancelled, next);
        Assert.Contains((await next).Events, happened => happened is ReturnValueProduced { Value: 5 });
        // Time in which the cancelled one could leave its state.
        await Task.Delay(TimeSpan.FromSeconds(0.1));
        var csharp = Assert.IsType<CSharpKernel>(Assert.Single(kernel.Root.ChildKernels));
        Assert.True(csharp.TryGetValue("number", out int number));
        Assert.Equal(5, number);
    }
}
