using System.Text.Json;

namespace MnistNotebooks.Runner.Tests.Jupyter;

public sealed class OutputTests
{
    private const int Megabyte = 1 << 20;

    [LongJupyterFact]
    public async Task Long_output_arrives_whole_and_what_is_signed_with_another_key_does_not_run()
    {
        IReadOnlyDictionary<string, JsonElement> said = await JupyterScript.RunAsync("output.py");
        foreach ((string name, int characters) in ((string, int)[])[("lines", 100_000_009), ("one_piece", 100_000_009), ("emoji", 300_009)])
        {
            Assert.Equal(characters, said[name].GetProperty("characters").GetInt32());
            Assert.InRange(said[name].GetProperty("largest").GetInt32(), 1, Megabyte);
            Assert.Equal(["the end \u00e9"], said[name].GetProperty("last").Texts());
            Assert.InRange(said[name].GetProperty("peak_kilobytes").GetInt32(), 0, 800_000);
        }
        Assert.Equal("3", said["right_key"].GetString());
        Assert.Equal("A message was dropped: the message's signature is wrong.\n", said["log"].GetString());
    }

    [JupyterFact]
    public async Task Nbclient_executes_a_notebook_in_the_installed_kernel()
    {
        IReadOnlyDictionary<string, JsonElement> said = await JupyterScript.RunAsync("notebook.py");
        Assert.Equal("[1, 2]", said["counts"].GetRawText());
        Assert.Equal("C#", said["language"].Text("name"));
        JsonElement outputs = said["outputs"][1];
        Assert.Equal("printed\n", outputs[0].Text("text"));
        Assert.Equal("21", outputs[1].GetProperty("data").Text("text/plain"));
    }
}
