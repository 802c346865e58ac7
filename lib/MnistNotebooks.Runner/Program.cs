using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Sessions;
using MnistNotebooks.Runner.Sessions.Host;

// Sessions start often and need nothing of the command line.
return args is [SessionProcess.Command] ? SessionHost.Run() : await CommandLine.InvokeAsync(args, Console.Out, Console.Error);
