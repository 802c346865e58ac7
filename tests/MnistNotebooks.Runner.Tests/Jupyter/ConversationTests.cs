using System.Text.Json;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Jupyter;

public sealed class ConversationTests
{
    [LongJupyterFact]
    public async Task The_kernel_answers_what_front_ends_ask()
    {
        IReadOnlyDictionary<string, JsonElement> said =
            await JupyterScript.RunAsync("conversation.py", Path.Combine(AppContext.BaseDirectory, "MnistNotebooks.dll"));

        JsonElement language = said["kernel_info"].GetProperty("language_info");
        Assert.Equal("5.4", said["kernel_info"].Text("protocol_version"));
        Assert.Equal(("C#", ".cs", "text/x-csharp", "csharp"),
            (language.Text("name"), language.Text("file_extension"), language.Text("mimetype"), language.Text("pygments_lexer")));
        Executions(said);
        Code(said);

        Assert.Equal(["complete", "incomplete", "invalid"],
            ((string[])["complete", "incomplete", "invalid"]).Select(name => said[$"is_complete_{name}"].Text("status")));
        Assert.Equal([8], said["history"].GetProperty("history").EnumerateArray().Skip(1).Select(entry => entry[1].GetInt32()));
        Assert.Equal("6 * 7", Assert.Single(said["search"].GetProperty("history").EnumerateArray())[2].GetString());
        Assert.Equal("{}", said["comm_info"].GetProperty("comms").GetRawText());
        Assert.Equal(["error", "aborted", "aborted"], said["queued"].Texts());
        Assert.Equal(["error", "ok"], said["queued_without_stop"].Texts());
        Assert.Equal(("ok", "ok", "ok"),
            (said["complete_while_running"].GetString(), said["info_while_running"].GetString(), said["undisturbed"].Text("status")));
        Assert.Equal(["Abs"], said["complete_after"].Texts());
    }

    private static void Executions(IReadOnlyDictionary<string, JsonElement> said)
    {
        Assert.Equal(["out h\u00e9 \U0001f600\n", "err\n", "out again\n"], said["streams"].GetProperty("seen").EnumerateArray()
            .Where(seen => seen[0].GetString() == "stream").Select(seen => seen[1].Text("text")));
        JsonElement[] display = [.. said["display"].GetProperty("seen").EnumerateArray().Skip(2).SkipLast(1)];
        Assert.Equal(["display_data", "update_display_data"], display.Select(seen => seen[0].GetString()));
        Assert.All(display, seen => Assert.NotEmpty(seen[1].GetProperty("transient").Text("display_id")));
        Assert.Equal(["""["execute_result",{"data":{"text/plain":"42"},"metadata":{},"execution_count":3}]"""], said["result"].Seen());
        JsonElement error = said["error"].GetProperty("reply");
        Assert.Equal(
            ("error", "DivideByZeroException", "Attempted to divide by zero."),
            (error.Text("status"), error.Text("ename"), error.Text("evalue")));
        Assert.Equal("   at cell [4], line 2", error.GetProperty("traceback").Texts()[1]);
        Assert.Equal("   at cell [5], line 2, column 9", said["compile_error"].GetProperty("reply").GetProperty("traceback").Texts()[1]);
        Assert.Equal([], said["silent"].Seen());
        Assert.Single(said["unstored"].Seen());
        Assert.Equal(6, said["count"].GetProperty("reply").GetProperty("execution_count").GetInt32());
        Assert.Equal("execute_request has no text 'code'.", said["broken"].Text("evalue"));
        JsonElement figure = said["figure"].GetProperty("seen")[2][1].GetProperty("data").GetProperty(MimeBundle.Plotly);
        Assert.Equal(JsonValueKind.Object, figure.ValueKind);
    }

    private static void Code(IReadOnlyDictionary<string, JsonElement> said)
    {
        // Code points: the two emoji of the second are two, not four.
        string[] names = ["member", "emoji", "second_line"];
        Assert.Equal([("member", 5, 7), ("emoji", 11, 13), ("second_line", 8, 10)], names.Select(name =>
        {
            JsonElement answer = said[$"complete_{name}"];
            Assert.Equal(["Abs"], answer.GetProperty("matches").Texts());
            return (name, answer.GetProperty("cursor_start").GetInt32(), answer.GetProperty("cursor_end").GetInt32());
        }));
        Assert.Equal("List", said["complete_type"].GetProperty("matches").Texts()[0]);
        Assert.Empty(said["complete_nothing"].GetProperty("matches").Texts());
        foreach (string place in (string[])["member", "arguments"])
        {
            JsonElement data = said[$"inspect_{place}"].GetProperty("data");
            Assert.Contains("> The tutorial's network", data.Text("text/markdown"), StringComparison.Ordinal);
            Assert.Contains("\nThe tutorial's network", data.Text("text/plain"), StringComparison.Ordinal);
        }
        Assert.False(said["inspect_nothing"].GetProperty("found").GetBoolean());
    }
}
