using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using MnistNotebooks.Runner.Live;
using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Tests.Kernels;
using MnistNotebooks.Runner.Tests.Lessons;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>What the lessons' cells need, held against the compiler and against what they print.</summary>
public sealed class LessonNeedsTests(LessonNeedsTests.NotebooksKernel kernel) : IClassFixture<LessonNeedsTests.NotebooksKernel>
{
    public static TheoryData<string> Names => StoredLessons.Names;

    [LongTheory]
    [MemberData(nameof(Names))]
    public void Every_cell_compiles_after_only_those_it_needs(string name)
    {
        // Solved, the exercises use more of the lesson.
        string[] codes = Codes(Exercises.Solved(StoredLessons.Read(name)));
        IReadOnlyList<IReadOnlyList<int>> direct = new CellNeeds().Of(codes);
        var scripts = new Dictionary<string, Script<object>>();
        Assert.All(Enumerable.Range(0, codes.Length), cell =>
        {
            Script<object>? script = null;
            string cells = "";
            foreach (int next in CellNeeds.All(direct, cell).Append(cell))
            {
                // Many cells need the same ones first.
                cells += $" {next}";
                if (!scripts.TryGetValue(cells, out Script<object>? known))
                    scripts[cells] = known = script?.ContinueWith(codes[next]) ?? CSharpScript.Create(codes[next], Compiler);
                script = known;
            }
            Assert.Empty(script!.GetCompilation().GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
        });
    }

    [Theory]
    [InlineData("05-training", "lesson05-12", "lesson05-03")]
    [InlineData("05-training", "lesson05-13", "lesson05-03 lesson05-constant lesson05-12")]
    // It compares with what the loop before it made of the first weights.
    [InlineData("05-training", "lesson05-09", "lesson05-03 lesson05-05 lesson05-06")]
    [InlineData("04-backward", "lesson04-28", "lesson04-03 lesson04-04 lesson04-06 lesson04-13 lesson04-19")]
    [InlineData("07-each-neuron", "lesson07-36", "lesson07-03 lesson07-04 lesson07-33 lesson07-34")]
    [InlineData("13-relu-softmax-adam", "exercise-4", "lesson13-03")]
    // Each rung is made of what the ones before it set.
    [InlineData("15-how-far", "lesson15-13", "lesson15-03 lesson15-05 lesson15-06 lesson15-08 lesson15-10")]
    [InlineData("15-how-far", "lesson15-schedules", "lesson15-03")]
    public void A_cell_needs_these_and_no_others(string name, string cell, string needs)
    {
        NotebookCell[] cells = [.. StoredLessons.Read(name).Cells.Where(one => one.Kind == CellKind.Code)];
        IReadOnlyList<IReadOnlyList<int>> direct = new CellNeeds().Of([.. cells.Select(one => one.Source)]);
        IReadOnlyList<int> all = CellNeeds.All(direct, Array.FindIndex(cells, one => one.Id == cell));
        Assert.Equal(needs, string.Join(' ', all.Select(place => cells[place].Id)));
    }

    // Lessons without digits, so that what is stored comes out on every machine.
    [LongTheory]
    [InlineData("01-weights-and-sigmoid", "lesson01-18", "lesson01-27", "lesson01-30", "exercise-2")]
    [InlineData("11-losses-and-slopes", "lesson11-19", "lesson11-30", "exercise-2")]
    public Task A_cell_prints_the_same_after_only_those_it_needs(string name, params string[] cells) => CheckPrintedAsync(name, cells);

    private static ScriptOptions Compiler { get; } = ScriptOptions.Default
        .AddImports("System", "System.Text", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks")
        // Where display(…) is.
        .AddImports(typeof(Kernel).FullName!).AddReferences(typeof(Enumerable).Assembly, typeof(Kernel).Assembly)
        .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(StoredLessons.Folder));

    private static string[] Codes(NotebookFile lesson) =>
        [.. lesson.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source)];

    private async Task CheckPrintedAsync(string name, params string[] ids)
    {
        NotebookCell[] cells = [.. StoredLessons.Read(name).Cells.Where(cell => cell.Kind == CellKind.Code)];
        IReadOnlyList<IReadOnlyList<int>> direct = new CellNeeds().Of([.. cells.Select(cell => cell.Source)]);
        foreach ((int place, NotebookCell cell) in cells.Index().Where(cell => ids.Contains(cell.Item.Id)))
        {
            RanCell[] ran = await kernel.RunAsync([.. CellNeeds.All(direct, place).Append(place).Select(one => cells[one].Source)]);
            Assert.All(ran, one => Assert.Null(one.Error));
            Assert.Equal($"{cell.Id}: {Printed(cell.Outputs)}", $"{cell.Id}: {Printed(ran[^1].Outputs)}");
        }
    }

    private static string Printed(IEnumerable<Output> outputs) =>
        string.Concat(outputs.OfType<StreamOutput>().Select(output => output.Text));

    public sealed class NotebooksKernel() : WarmKernel(StoredLessons.Folder);
}
