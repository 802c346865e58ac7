using MnistNotebooks.Runner.Live;

namespace MnistNotebooks.Runner.Tests.Live;

/// <summary>What each rule says of small cells: the last one's needs, by their places.</summary>
public sealed class CellNeedsTests
{
    [Theory]
    [InlineData("int n = 1;")]
    [InlineData("var n = 1;")]
    [InlineData("int m = 0, n = 1;")]
    [InlineData("var (m, n) = (1, 2);")]
    [InlineData("(int m, var n) = (1, 2);")]
    [InlineData("int.TryParse(\"1\", out int n);")]
    [InlineData("if (!int.TryParse(\"1\", out var n)) return;")]
    [InlineData("object o = 1; if (o is not int n) throw new();")]
    [InlineData("int n() => 1;")]
    [InlineData("int n { get; set; }")]
    [InlineData("T n<T>(T value) { return value; }")]
    [InlineData("class n { }")]
    [InlineData("record n(int X);")]
    [InlineData("record struct n(int X);")]
    [InlineData("struct n { }")]
    [InlineData("enum n { A }")]
    [InlineData("interface n { }")]
    [InlineData("delegate int n(int x);")]
    [InlineData("static class n { extension(int i) { public int Twice => 2 * i; } }")]
    public void What_stands_at_the_top_is_declared(string declaration) => Needs("0", declaration, "n");

    [Theory]
    [InlineData("foreach (int n in new[] { 1 }) Console.WriteLine(n);")]
    [InlineData("foreach (var (m, n) in pairs) Console.WriteLine(n);")]
    [InlineData("for (int n = 0; n < 3; n++) Console.WriteLine(n);")]
    [InlineData("{ int n = 1; }")]
    [InlineData("if (true) { int n = 1; }")]
    [InlineData("while (queue.TryDequeue(out int n)) Console.WriteLine(n);")]
    [InlineData("using (var n = File.OpenRead(path)) n.ReadByte();")]
    [InlineData("try { } catch (Exception n) { }")]
    [InlineData("void F(int n) { int m = n; }")]
    [InlineData("void F() { int n() => 1; }")]
    [InlineData("class C { int n; }")]
    [InlineData("Func<int, int> f = n => n;")]
    [InlineData("var all = from n in new[] { 1 } select n;")]
    [InlineData("var x = o switch { int n => n, _ => 0 };")]
    [InlineData("// int n = 1;")]
    [InlineData("var s = \"int n = 1;\";")]
    public void What_stands_inside_is_not_declared(string code) => Needs("", code, "Console.WriteLine(n);");

    [Theory]
    [InlineData("n")]
    [InlineData("Console.WriteLine(n);")]
    [InlineData("Console.WriteLine($\"{n:F2}\");")]
    [InlineData("var m = n + 1;")]
    [InlineData("n.Length.ToString();")]
    [InlineData("n?.Length")]
    [InlineData("n[0]")]
    [InlineData("x[n]")]
    [InlineData("var y = new X { P = n };")]
    [InlineData("var y = x with { P = n };")]
    [InlineData("var y = new { n };")]
    [InlineData("int[] y = { n };")]
    [InlineData("F(a: n);")]
    [InlineData("foreach (var n in n) { }")]
    [InlineData("for (int i = 0; i < n; i++) { }")]
    [InlineData("Func<int, int> f = m => m + n;")]
    [InlineData("int F(int m) => m + n;")]
    [InlineData("int F(int m) { return m + n; }")]
    [InlineData("class C { int P => n; }")]
    [InlineData("class C : n { }")]
    [InlineData("List<n> list = new();")]
    [InlineData("var y = (n)x;")]
    [InlineData("var y = x is n;")]
    [InlineData("x.F<n>();")]
    [InlineData("var q = from a in x where a > n select a;")]
    [InlineData("var q = from n in n select n;")]
    [InlineData("var q = from a in x let n = n select n;")]
    [InlineData("nameof(n)")]
    [InlineData("switch (x) { case n: break; }")]
    [InlineData("goto n; n: Console.WriteLine(n);")]
    public void A_name_is_a_use(string code) => Needs("0", "var n = 1;", code);

    [Theory]
    [InlineData("x.n")]
    [InlineData("x?.n")]
    [InlineData("x.n();")]
    [InlineData("System.n.F();")]
    [InlineData("F(n: 1);")]
    [InlineData("var y = new X { n = 1 };")]
    [InlineData("var y = x with { n = 1 };")]
    [InlineData("var y = new { n = 1 };")]
    [InlineData("var y = (n: 1, m: 2);")]
    [InlineData("var y = x is { n: > 0 };")]
    [InlineData("var y = x is { n.Length: > 0 };")]
    [InlineData("goto n; n: Console.WriteLine(1);")]
    [InlineData("// n")]
    [InlineData("\"n\"")]
    public void Names_of_members_arguments_and_labels_are_no_uses(string code) => Needs("", "var n = 1;", code);

    [Theory]
    [InlineData("xs.Select(n => n + 1)")]
    [InlineData("xs.Select((n, i) => n + i)")]
    [InlineData("xs.Select(n => { int m = n; return m; })")]
    [InlineData("F(delegate (int n) { return n; });")]
    public void A_lambda_parameter_is_no_use(string code) => Needs("", "int n = 1;", code);

    [Theory]
    [InlineData("{ int n = 2; Console.WriteLine(n); }")]
    [InlineData("foreach (int n in xs) Console.WriteLine(n);")]
    [InlineData("foreach (var (n, m) in xs) Console.WriteLine(n);")]
    [InlineData("for (int n = 0; n < 3; n++) Console.WriteLine(n);")]
    [InlineData("int F(int n) => n;")]
    [InlineData("int F() { int n = 2; return n; }")]
    [InlineData("T F<n>(n x) => default;")]
    [InlineData("class C { int n; int P => n; }")]
    [InlineData("record R(int n) { int P => n; }")]
    [InlineData("var q = from n in xs where n > 0 select n;")]
    [InlineData("var q = from a in xs let n = 1 select a + n;")]
    [InlineData("var q = from a in xs group a by a into n select n.Key;")]
    [InlineData("var q = from a in xs join n in ys on a equals n select n;")]
    [InlineData("var y = x switch { int n => n, _ => 0 };")]
    [InlineData("try { } catch (Exception n) { Console.WriteLine(n); }")]
    [InlineData("var n = 2; Console.WriteLine(n);")]
    public void A_name_of_the_cells_own_is_no_use(string code) => Needs("", "int n = 1;", code);

    [Fact]
    public void A_name_outside_of_the_lambda_that_has_it_too_is_a_use() => Needs("0", "int n = 1;", "xs.Select(n => n); F(n);");

    [Fact]
    public void The_nearest_earlier_declaration_counts()
    {
        Needs("1", "int n = 1;", "int n = 2;", "n");
        Needs("", "n", "m");
        Needs("", "int n = 1;", "int n = 2;");
    }

    [Fact]
    public void A_method_keeps_the_variable_that_it_was_declared_with() =>
        Needs("1", "int n = 1;", "int F() => n;", "int n = 5;", "n++;", "F()");

    [Theory]
    [InlineData("x = 2;")]
    [InlineData("x += 2;")]
    [InlineData("x ??= y;")]
    [InlineData("x++;")]
    [InlineData("--x;")]
    [InlineData("x[3] = 2;")]
    [InlineData("x[3]++;")]
    [InlineData("x.P = 2;")]
    [InlineData("x.P.Q[1] -= 2;")]
    [InlineData("x?.P = 2;")]
    [InlineData("(x, var y) = (1, 2);")]
    [InlineData("(a[0], x) = (1, 2);")]
    [InlineData("int y = x = 2;")]
    [InlineData("F(ref x);")]
    [InlineData("var ok = F(out x);")]
    [InlineData("{ ref int y = ref x; y = 2; }")]
    [InlineData("x.Add(1);")]
    [InlineData("x?.Add(1);")]
    [InlineData("await x.AddAsync(1);")]
    [InlineData("x.Layers[0].Weights.Clear();")]
    [InlineData("x.GetTraces()[0].SetProperty(\"a\", 1);")]
    [InlineData("foreach (int i in y) x.Add(i);")]
    [InlineData("y.ForEach(i => x.Add(i));")]
    [InlineData("if (true) { x = 2; }")]
    [InlineData("Training.Run(x, digits);")]
    [InlineData("var history = Training.Run(x, digits, options);")]
    [InlineData("var history = Training.Run(x.Network, digits);")]
    [InlineData("Array.Sort(x);")]
    [InlineData("Fit(x, digits);")]
    [InlineData("_ = Fit(x, digits);")]
    [InlineData("var loss = x.TrainStep(inputs, targets);")]
    [InlineData("var next = x.Next(5);")]
    [InlineData("random.Shuffle(x);")]
    public void Who_changes_a_variable_is_needed_after_it(string change) => Needs("0 1", "var x = F();", change, "x");

    [Theory]
    [InlineData("Console.WriteLine(x);")]
    [InlineData("x.Print(\"x\");")]
    [InlineData("x.P.Print(\"x\");")]
    [InlineData("x.Add(1)")]
    [InlineData("var y = x.Add(1);")]
    [InlineData("var y = Fit(x, digits);")]
    [InlineData("x.Select(i => x.Add(i)).Print(\"sums\");")]
    [InlineData("display(x);")]
    [InlineData("x.DisplayTable();")]
    [InlineData("Exercise.Check(\"01-1\", x);")]
    [InlineData("Chart.Bars(x, \"x\")")]
    [InlineData("y.Add(x);")]
    [InlineData("y = x;")]
    [InlineData("y[x] = 1;")]
    [InlineData("Training.Run(y, x);")]
    [InlineData("Training.Run(x.Create(), digits);")]
    [InlineData("Learn(x.Train, 5);")]
    [InlineData("Make(x).Add(1);")]
    [InlineData("var y = new X { x = 1 };")]
    [InlineData("{ int x = 1; x = 2; }")]
    [InlineData("Func<int, int> f = x => x++;")]
    [InlineData("var x2 = x == 2;")]
    [InlineData("void F() { x = 2; }")]
    public void Who_only_reads_a_variable_is_not_needed(string code) => Needs("0", "var x = F();", code, "x");

    [Fact]
    public void Changes_after_the_cell_are_not_needed() => Assert.Equal("0", Direct(["int x = 1;", "x", "x = 2;"])[1]);

    [Theory]
    [InlineData("void Rise() => x++;")]
    [InlineData("void Rise() { x++; }")]
    [InlineData("void Rise() => x.Add(1);")]
    [InlineData("Action rise = () => x++; void Rise() => rise();")]
    public void Who_calls_a_method_changes_what_it_changes(string method)
    {
        Needs("0 2", "int x = 1;", method, "Rise();", "x");
        Needs("0", "int x = 1;", method, "1 + 1", "x");
    }

    [Fact]
    public void Who_calls_a_method_needs_the_changes_of_what_it_uses()
    {
        Needs("1 2", "int x = 1;", "int Twice() => 2 * x;", "x = 5;", "Twice()");
        Needs("1 2", "int x = 1;", "int Twice() => 2 * x; int Four() => 2 * Twice();", "x = 5;", "Four()");
        // To declare a method the value doesn't matter.
        Needs("0", "int x = 1;", "x = 5;", "int Twice() => 2 * x;");
    }

    [Fact]
    public void An_extension_method_is_used_by_the_name_after_the_dot()
    {
        Needs("0", "static int Twice(this int i) => 2 * i;", "5.Twice()");
        Needs("", "int Twice(int i) => 2 * i;", "x.Twice()");
    }

    [Theory]
    [InlineData("#r \"../artifacts/bin/MnistNotebooks/release/MnistNotebooks.dll\"")]
    [InlineData("#r \"nuget: Humanizer, 2.14.1\"")]
    [InlineData("#load \"more.csx\"")]
    [InlineData("using System.Globalization;")]
    [InlineData("using Plot = Plotly.NET.CSharp.Chart;")]
    [InlineData("CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;")]
    public void A_cell_that_sets_up_is_needed_by_all_with_code(string setUp)
    {
        Needs("0", setUp, "1 + 1");
        Needs("", setUp, "// nothing yet");
        Needs("", setUp, "");
        Needs("", setUp, "#!time");
    }

    [Theory]
    [InlineData("#!csharp\nConsole.WriteLine(n);")]
    [InlineData("Console.WriteLine(n")]
    [InlineData("foreach (var x in n")]
    [InlineData("n.")]
    [InlineData("int F(int m) { return n")]
    [InlineData("new X { P = n")]
    [InlineData("}} n")]
    public void Half_typed_code_has_its_names(string code) => Needs("0", "int n = 1;", code);

    [Theory]
    [InlineData("(", "", ")")]
    [InlineData("{", "", "}")]
    [InlineData("x.F(", "n", ")")]
    [InlineData("n + ", "n", "")]
    [InlineData("", "n", ".F()")]
    [InlineData("a => ", "n", "")]
    [InlineData("if (true) ", "n++;", " else n--;")]
    public void No_code_is_too_deep(string before, string inside, string after)
    {
        const int Depth = 20_000;
        string code = string.Concat(Enumerable.Repeat(before, Depth)) + inside + string.Concat(Enumerable.Repeat(after, Depth));
        Assert.Equal(2, Direct(["int n = 1;", code]).Length);
    }

    [Fact]
    public void No_code_that_is_cut_off_anywhere_stops_it()
    {
        const string Code = """"
            #r "a.dll"
            using X = System.Text;
            #if A
            [Serializable] record R<T>(int A = 1) : B<T> where T : class { public int P { get => field; set => field = value; } }
            static class E { extension(int i) { public int Twice => 2 * i; } }
            var q = from a in xs join b in ys on a equals b into c let (d, e) = (1, 2) group c by d into g orderby g.Key select g;
            foreach (var (a, b) in x?.y[^1]?.z ?? []) { goto end; end: checked { unsafe { fixed (int* p = &a) { } } } }
            var s = $$"""{{x switch { { P: > 1 and int n } => n with { P = 1 }, [1, .. var r] => r[1..], _ => throw new() }:F2}}""";
            await f(out var o);
            """";
        var needs = new CellNeeds();
        for (int i = 0; i < Code.Length; i++)
        {
            needs.Of([Code[..i], Code[i..]]);
            needs.Of(["int a = 1;", Code.Remove(i, 1)]);
        }
    }

    [Fact]
    public void All_follows_needs_of_needs()
    {
        IReadOnlyList<IReadOnlyList<int>> direct = new CellNeeds().Of(["int a = 1;", "int b = a;", "int x;", "int c = b;", "c"]);
        Assert.Equal([3], direct[4]);
        Assert.Equal([0, 1, 3], CellNeeds.All(direct, 4));
        Assert.Equal([], CellNeeds.All(direct, 0));
    }

    [Fact]
    public void A_cell_that_was_edited_is_read_anew()
    {
        var needs = new CellNeeds();
        Assert.Equal([0], needs.Of(["int a = 1;", "a"])[1]);
        Assert.Equal([], needs.Of(["int b = 1;", "a"])[1]);
        Assert.Equal([0], needs.Of(["int a = 1;", "a"])[1]);
        Assert.Equal([0, 1], needs.Of(["int a = 1;", "a = 2;", "a"])[2]);
    }

    private static void Needs(string expected, params string[] codes) => Assert.Equal(expected, Direct(codes)[^1]);

    private static string[] Direct(string[] codes) => [.. new CellNeeds().Of(codes).Select(needs => string.Join(' ', needs))];
}
