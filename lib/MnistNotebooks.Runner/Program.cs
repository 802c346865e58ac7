using MnistNotebooks.Runner.Commands;
using MnistNotebooks.Runner.Kernels;

// Kernels start often and need nothing of the command line.
return args is [KernelServer.Command, var pipe, var host]
    ? await KernelServer.RunAsync(pipe, host)
    : await CommandLine.InvokeAsync(args, Console.Out, Console.Error);
