using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using MnistNotebooks.Runner.Kernels;

namespace MnistNotebooks.Runner.Tests.Kernels;

public sealed class CellKernelTests
{
    [Fact]
    public async Task A_question_that_comes_with_the_first_cell_costs_none_of_its_variables()
    {
        for (int i = 0; i < 10; i++)
        {
            using var kernel = new CellKernel();
            await kernel.MakeStateAsync();
            Task question = kernel.Root.SendAsync(new RequestDiagnostics("1 + 1"));
            await Task.WhenAll(kernel.Root.SendAsync(new SubmitCode("int number = 5;")), question);
            var csharp = Assert.IsType<CSharpKernel>(Assert.Single(kernel.Root.ChildKernels));
            Assert.True(csharp.TryGetValue("number", out int number));
            Assert.Equal(5, number);
        }
    }
}
