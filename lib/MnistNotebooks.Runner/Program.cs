using MnistNotebooks.Runner.Notebooks;
using MnistNotebooks.Runner.Sessions;
using MnistNotebooks.Runner.Sessions.Host;

if (args is [SessionProcess.Command])
    return SessionHost.Run();
foreach (string a in args)
{
    var n = NotebookFile.Read(a);
    var run = await NotebookRunner.RunAsync(n, Path.GetDirectoryName(Path.GetFullPath(a))!, new(SessionSettings.DefaultTimeLimit, new Dictionary<string, string>()));
    Console.WriteLine($"{a} {run.Duration.TotalMilliseconds} {run.Failure}");
    run.Notebook.Write("/tmp/rt/out-" + Path.GetFileName(a));
}
return 0;
