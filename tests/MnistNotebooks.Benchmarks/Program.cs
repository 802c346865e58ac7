using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using MnistNotebooks.Benchmarks.Peers;

// 'peers TASK FOLDER' is called by tests/peers/compare.py; everything else is BenchmarkDotNet's.
if (args is ["peers", string task, string folder])
    return OurPart.Run(task, folder, Console.Out, Console.Error);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly)
    .Run(args, DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks")));
return 0;
