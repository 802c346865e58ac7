using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistNotebooks.Runner.Notebooks;

namespace MnistNotebooks.Runner.Tests.Kernels;

/// <summary>Libraries that a cell names in #r, compiled here; one shows itself by .NET Interactive's convention.</summary>
public sealed class LibraryTests(LibraryTests.Kernel kernel) : IClassFixture<LibraryTests.Kernel>
{

    [Fact]
    public async Task Values_show_themselves_by_the_convention_of_NET_Interactive()
    {
        Compile("Shapes", """"
            using System;
            using System.Collections.Generic;
            using System.IO;
            namespace Shapes;
            [AttributeUsage(AttributeTargets.Class)]
            internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
            {
                public Type FormatterSourceType { get; } = formatterSourceType;
                public string[]? PreferredMimeTypes { get; set; }
            }
            internal sealed class Source
            {
                public IEnumerable<object> CreateTypeFormatters() =>
                    [new Formatter("text/html"), new Formatter("text/plain"),
            """" + """"
             new Formatter("application/vnd.plotly.v1+json"), new Formatter("image/svg+xml")];
            }
            internal sealed class Formatter(string mimeType)
            {
                public string MimeType { get; } = mimeType;
                public bool Format(object value, TextWriter writer) { writer.Write($$"""{"{{MimeType}}":{{((Circle)value).Radius}}}""");
            """" + """"
             return true; }
            }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = ["text/html", "text/plain", "application/vnd.plotly.v1+json"])]
            public class Circle { public int Radius { get; init; } }
            public sealed class Dot : Circle { }
            """");
        RanCell[] cells = await kernel.RunAsync(
            "#r \"../lib/Shapes.dll\"\nusing Shapes;\nConsole.WriteLine(1);\nnew Circle { Radius = 2 }",
            "display(new Dot { Radius = 1 }, \"image/svg+xml\");");
        MimeBundle circle = Assert.IsType<DisplayOutput>(cells[0].Outputs[1]).Data;
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html", "text/plain"], circle.Forms.Keys);
        Assert.Equal("""{"text/plain":2}""", circle.Text("text/plain"));
        Assert.Equal(2, circle.Json(MimeBundle.Plotly)!.Value.GetProperty(MimeBundle.Plotly).GetInt32());
        MimeBundle dot = Assert.IsType<DisplayOutput>(Assert.Single(cells[1].Outputs)).Data;
        Assert.Equal("""{"image/svg+xml":1}""", Assert.Single(dot.Forms).Value.GetString());
    }

    [LongFact]
    public async Task What_a_library_depends_on_is_found_beside_it_and_its_frames_are_shown()
    {
        Compile("Inner", "public sealed class Inner { public int Value => throw new System.NotSupportedException(\"not here\"); }");
        Compile(
            "Outer",
            "public static class Outer { public static int Ask(Inner inner) => inner.Value; public static Inner Make() => new(); }",
            "Inner");
        RanCell[] cells = await kernel.RunAsync("#r \"../lib/Outer.dll\"", "Inner made = Outer.Make();\nOuter.Ask(made)");
        Assert.Equal(["error:NotSupportedException: not here"], cells[1].Lines);
        Assert.Equal(["   at Outer.Ask(Inner inner)", "   at cell [2], line 2"], cells[1].Error!.Places);
    }

    /// <summary>
    /// The program that hosts the kernel references the library too;
    /// cells and host must not meet with two copies of its types.
    /// </summary>
    [Fact]
    public async Task The_projects_library_is_loaded_once()
    {
        foreach (string name in (string[])["MnistNotebooks.dll", "MathNet.Numerics.dll", "CsvHelper.dll"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), kernel.Folder[Path.Combine("lib", name)]);
        RanCell[] cells = await kernel.RunAsync(
            "#r \"../lib/MnistNotebooks.dll\"\nusing MnistNotebooks.Data;\nusing MathNet.Numerics.LinearAlgebra;",
            "var digits = new DigitSet(new byte[784], new byte[1]);\nMatrix<double> image = digits[0].Image();\nimage.RowCount",
            "foreach (string one in AppDomain.CurrentDomain.GetAssemblies().Select(one => one.GetName().Name)"
                + ".Where(one => one is \"MnistNotebooks\" or \"MathNet.Numerics\").Order())\n"
                + "    Console.WriteLine(one);");
        Assert.Equal(["result:28"], cells[1].Lines);
        Assert.Equal(["stdout:MathNet.Numerics\nMnistNotebooks\n"], cells[2].Lines);
    }

    private void Compile(string name, string source, params string[] references)
    {
        string folder = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        IEnumerable<string> framework = Directory.EnumerateFiles(folder, "System.*.dll")
            .Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)],
            [.. framework.Concat(references.Select(Library)).Select(path => MetadataReference.CreateFromFile(path))],
            new(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.Emit(Library(name)).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    private string Library(string name) => kernel.Folder[Path.Combine("lib", name + ".dll")];

    /// <summary>A kernel beside whose folder there is one for libraries.</summary>
    public sealed class Kernel : WarmKernel
    {
        public Kernel() : this(new())
        {
        }

        private Kernel(TemporaryFolder folder) : base(Directory.CreateDirectory(folder["notebooks"]).FullName)
        {
            Folder = folder;
            Directory.CreateDirectory(folder["lib"]);
        }

        internal TemporaryFolder Folder { get; }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            Folder.Dispose();
        }
    }
}
