using MnistNotebooks.Instruments;

namespace MnistNotebooks.Tests.Instruments;

public sealed class JoinedModulesTests
{
    [Fact]
    public void Modules_are_joined_behind_those_that_they_need()
    {
        var joined = Joined("a.js",
            ("a.js", "import { b, B } from './b.js';\nimport { c } from './c.js';\n\n/** Says a. */\nexport const a = b + c;\n"),
            ("b.js", "// Why.\n\nimport { c } from './c.js';\n/**\n * Of b.\n */\nexport function b() {\n  /** @type {1} */\n"
                + "  return c;\n}\nexport class B {}\n"),
            ("c.js", "const own = 1;\nexport const c = own;\n"));
        Assert.Equal("const own = 1;\nconst c = own;\n" + "// Why.\n\nfunction b() {\n  return c;\n}\nclass B {}\n"
            + "\nconst a = b + c;\n", joined.Text);
        Assert.Equal(["c", "b", "B", "a"], joined.Exports);
    }

    [Fact]
    public void A_name_that_two_modules_define_is_refused() =>
        Assert.Equal("own is defined in more than one module; in one script a name is there once.",
            Refused("a.js", ("a.js", "import { b } from './b.js';\nconst own = b;\n"),
                ("b.js", "function own() {}\nexport const b = 1;\n")));

    [Fact]
    public void Modules_that_need_each_other_are_refused() =>
        Assert.Equal("Modules need each other: a.js, b.js, a.js.",
            Refused("a.js", ("a.js", "import { b } from './b.js';\n"), ("b.js", "import { a } from './a.js';\n")));

    [Fact]
    public void A_module_that_is_not_there_is_refused() =>
        Assert.Equal("The instruments have no module Other/other.js.",
            Assert.Throws<InvalidOperationException>(() => InstrumentScript.ElementOf("other")).Message);

    [Fact]
    public void Pages_and_styles_become_text_and_modules_of_other_folders_are_found()
    {
        var joined = Joined("One/a.js",
            ("One/a.js", "import { b } from '../Two/b.js';\nimport PAGE from './a.html';\nexport const a = b + PAGE;\n"),
            ("Two/b.js", "import { c } from './c.js';\nexport const b = c;\n"), ("Two/c.js", "export const c = 1;\n"),
            ("One/a.html", "<p>'\n"));
        Assert.Equal("const c = 1;\nconst b = c;\nconst PAGE = \"\\u003Cp\\u003E\\u0027\\n\";\nconst a = b + PAGE;\n", joined.Text);
        Assert.Empty(joined.Imports);
    }

    [Fact]
    public void What_is_known_elsewhere_is_only_named()
    {
        string text = "import { d, c } from '../Engine/b.js';\nimport {\n  a, c,\n} from '../Engine/c.js';\nconst e = a;\n";
        var joined = new JoinedModules(["One/a.js"], wanted => wanted == "One/a.js" ? text : throw new InvalidOperationException(wanted),
            isElsewhere: path => path.StartsWith("Engine/", StringComparison.Ordinal));
        Assert.Equal("const e = a;\n", joined.Text);
        Assert.Equal(["a", "c", "d"], joined.Imports);
    }

    [Fact]
    public void Elements_import_and_export_nothing() =>
        Assert.DoesNotMatch(@"(?m)^\s*(import|export)\b|</script", InstrumentScript.All);

    [Fact]
    public void The_engine_imports_and_exports_nothing() =>
        Assert.DoesNotMatch(@"(?m)^\s*(import|export)\b|</script", InstrumentScript.Engine);

    private static string Refused(string name, params (string Name, string Text)[] modules) =>
        Assert.Throws<InvalidOperationException>(() => Joined(name, modules)).Message;

    private static JoinedModules Joined(string name, params (string Name, string Text)[] modules) =>
        new([name], wanted => modules.Single(module => module.Name == wanted).Text);
}
