using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Kernels;

// Kernels start often and need nothing of the command line.
return args is [KernelServer.Command, var pipe] ? await KernelServer.RunAsync(pipe) : await CommandLine.InvokeAsync(args, Console.Out, Console.Error);
