using System.Text.Json;

namespace MnistNotebooks.Runner.Tests.Jupyter;

// A process starts some twenty times; beside browsers and other kernels that took minutes once.
[CollectionDefinition(nameof(EndingTests), DisableParallelization = true)]
[Collection(nameof(EndingTests))]
public sealed class EndingTests
{
    // Two are promised and less than half of one is usual; a machine that does much else at the same time gets more.
    // The cells would run for hours; a busy machine may take a while to end a process.
    private const double SecondsToStop = 60;

    private const string Lost = "its variables are gone, so run the cells above again";

    [LongJupyterFact]
    public async Task Cells_are_stopped_and_the_kernel_outlives_its_process()
    {
        IReadOnlyDictionary<string, JsonElement> said = await JupyterScript.RunAsync("endings.py");
        Assert.Equal("8", said["idle"].GetString());
        foreach (string name in (string[])["loop", "sleep", "printing"])
        {
            JsonElement stopped = said[$"stopped_{name}"];
            Assert.Equal("Interrupted", stopped.GetProperty("reply").Text("ename"));
            Assert.EndsWith(Lost, stopped.GetProperty("reply").Text("evalue"), StringComparison.Ordinal);
            Assert.InRange(stopped.GetProperty("seconds").GetDouble(), 0, SecondsToStop);
        }
        JsonElement[] moments = [.. said["moments"].EnumerateArray()];
        Assert.Equal(Requirement.WantsAll ? 20 : 10, moments.Length);
        Assert.All(moments, moment => Assert.True(
            moment.GetProperty("seconds").GetDouble() < SecondsToStop
            && (moment.GetProperty("reply").Text("status") == "ok" || moment.GetProperty("reply").Text("ename") == "Interrupted"),
            moment.GetRawText()));
        Assert.Equal("StackOverflow", said["overflow"].GetProperty("reply").Text("ename"));
        Assert.Equal("KernelEnded", said["exit"].GetProperty("reply").Text("ename"));
        Assert.Equal("KernelEnded", said["killed_between"].GetProperty("reply").Text("ename"));
        Assert.Equal(["21", "22", "23", "24", "25"],
            ((string[])["computes", "computes_after_moments", "after_overflow", "after_exit", "after_killed"])
                .Select(name => said[name].GetString()));
        Assert.Equal(["2", "1"], said["two"].Texts());
        foreach (string name in (string[])["shutdown", "terminated"])
        {
            Assert.Equal(2, said[name].GetProperty("processes").GetInt32());
            Assert.Empty(said[name].GetProperty("left").EnumerateArray());
        }
    }
}
