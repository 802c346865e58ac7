using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using MnistNotebooks.Benchmarks;
using MnistNotebooks.Benchmarks.Peers;

// 'peers TASK FOLDER' is called by tests/peers/compare.py; everything else is BenchmarkDotNet's.
if (args is ["peers", string task, string folder])
    return OurPart.Run(task, folder, Console.Out, Console.Error);

// 'fuzz [COUNT [FORMAT]]' reads damaged files.
if (args is ["fuzz", ..])
    return Fuzzing.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture)
        : 100_000, args.ElementAtOrDefault(2), Console.Out);

// 'live' measures live pages in Chromium.
if (args is ["live"])
    return await LiveTimes.RunAsync(Console.Out);

// 'instruments' counts the frames of instruments there.
if (args is ["instruments"])
    return await InstrumentTimes.RunAsync(Console.Out);

BenchmarkSwitcher.FromAssembly(typeof(Fuzzing).Assembly)
    .Run(args, DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks")));
return 0;
