using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MnistNotebooks.Tests;

/// <summary>Says at the start of a run why tests are skipped; <c>dotnet test</c> itself gives their names only.</summary>
public sealed class SkipReasons(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName)
    {
        var reasons = typeof(SkipReasons).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FactAttribute>()?.Skip).OfType<string>().CountBy(reason => reason);
        foreach ((string reason, int tests) in reasons.OrderByDescending(pair => pair.Value))
            DiagnosticMessageSink.OnMessage(new DiagnosticMessage($"{tests} skipped: {reason}"));
        return base.CreateExecutor(assemblyName);
    }
}
