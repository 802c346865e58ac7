using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MnistNotebooks.Runner.Live;

/// <summary>
/// Which variables a piece of code changes, as far as its syntax tells. Whoever calls a method without using its value wants it to change
/// something: what it is called on, or the first argument of a function, as in <c>Training.Run(network, digits);</c>.
/// </summary>
internal static class Changes
{
    // What these classes' methods are given is only shown, and so is what methods are called on whose names begin like these.
    private static readonly string[] ShowingClasses = ["Console", "Exercise", "Chart"];
    private static readonly string[] ShowingMethods = ["Print", "Display", "display"];

    // Beginnings of names of methods that change what they are called on, even where their value is used.
    private static readonly string[] ChangingMethods = ["Train", "Next", "Pop", "Dequeue", "MoveNext"];

    // Beginnings of names of methods that change what they are given rather than what they are called on, or both.
    private static readonly string[] FillingMethods = ["Train", "NextBytes", "Shuffle", "CopyTo"];

    // Its Run changes the network and returns the history.
    private const string TrainingClass = "Training";

    /// <summary>The names of the variables that the node changes, apart from what nodes inside it do.</summary>
    public static IEnumerable<string> By(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment when !IsInitialValue(assignment) => Targets(assignment.Left).Select(Root).OfType<string>(),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step =>
            One(step.Operand),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step =>
            One(step.Operand),
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument =>
            One(argument.Expression),
        RefExpressionSyntax reference => One(reference.Expression),
        InvocationExpressionSyntax call => ByCall(call),
        _ => [],
    };

    /// <summary>Whether this is a member's value in the initializer of an object, or behind <c>with</c>.</summary>
    public static bool IsInitialValue(AssignmentExpressionSyntax assignment) => assignment.Parent is InitializerExpressionSyntax
    {
        RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression,
    };

    private static IEnumerable<ExpressionSyntax> Targets(ExpressionSyntax left) =>
        left is TupleExpressionSyntax tuple ? tuple.Arguments.SelectMany(argument => Targets(argument.Expression)) : [left];

    private static IEnumerable<string> One(ExpressionSyntax expression) => Root(expression) is { } name ? [name] : [];

    private static IEnumerable<string> ByCall(InvocationExpressionSyntax call)
    {
        (ExpressionSyntax? receiver, string method) = call.Expression switch
        {
            MemberAccessExpressionSyntax access => (access.Expression, access.Name.Identifier.ValueText),
            MemberBindingExpressionSyntax binding => (Receiver(binding), binding.Name.Identifier.ValueText),
            SimpleNameSyntax name => (null, name.Identifier.ValueText),
            _ => (null, ""),
        };
        bool isTraining = receiver is IdentifierNameSyntax { Identifier.ValueText: TrainingClass };
        bool isForItsEffect = IsDiscarded(call);
        if (!isTraining && !isForItsEffect && !Begins(method, ChangingMethods))
            yield break;
        string? root = receiver is null ? null : Root(receiver);
        if (Begins(method, ShowingMethods) || ShowingClasses.Contains(root))
            yield break;
        if (root is not null)
            yield return root;
        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } first)
            yield break;
        // A function is called on nothing or on a class, and those are in Pascal case.
        bool isFunction = root is null || char.IsUpper(root[0]);
        bool isGiven = isForItsEffect && (isFunction || Begins(method, FillingMethods)) && first is IdentifierNameSyntax;
        // What is trained may be a part of something, but not something new.
        bool isTrained = isTraining && !first.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any();
        if ((isTrained || isGiven) && Root(first) is { } given)
            yield return given;
    }

    private static bool Begins(string name, string[] beginnings) =>
        beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    private static bool IsDiscarded(ExpressionSyntax expression) => expression.Parent switch
    {
        // Without a semicolon the value is shown.
        ExpressionStatementSyntax statement => !statement.SemicolonToken.IsMissing,
        AwaitExpressionSyntax awaiting => IsDiscarded(awaiting),
        ConditionalAccessExpressionSyntax access when access.WhenNotNull == expression => IsDiscarded(access),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => true,
        ForStatementSyntax loop => loop.Condition != expression,
        ArrowExpressionClauseSyntax body => ReturnsNothing(body.Parent),
        // As in digits.ForEach(digit => list.Add(digit));
        AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: ExpressionSyntax call } } => IsDiscarded(call),
        _ => false,
    };

    private static bool ReturnsNothing(SyntaxNode? function) => function switch
    {
        MethodDeclarationSyntax method => IsNothing(method.ReturnType),
        LocalFunctionStatementSyntax method => IsNothing(method.ReturnType),
        ConstructorDeclarationSyntax => true,
        AccessorDeclarationSyntax accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration),
        _ => false,
    };

    private static bool IsNothing(TypeSyntax type) => type.ToString() is "void" or "Task" or "ValueTask";

    // The variable that x, x[i], x.P, x.F().P and x?.P begin with.
    private static string? Root(ExpressionSyntax? expression)
    {
        while (true)
        {
            switch (expression)
            {
                case SimpleNameSyntax name:
                    return name.Identifier.ValueText;
                // What a function returns is no one's.
                case InvocationExpressionSyntax { Expression: SimpleNameSyntax }:
                    return null;
            }
            ExpressionSyntax? inner = expression switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                ElementAccessExpressionSyntax access => access.Expression,
                ConditionalAccessExpressionSyntax access => access.Expression,
                InvocationExpressionSyntax call => call.Expression,
                ParenthesizedExpressionSyntax inside => inside.Expression,
                CastExpressionSyntax cast => cast.Expression,
                PostfixUnaryExpressionSyntax certain => certain.Operand,
                MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => Receiver(expression),
                _ => null,
            };
            if (inner is null)
                return null;
            expression = inner;
        }
    }

    // Of x in x?.P, where the part behind the question mark doesn't have it inside.
    private static ExpressionSyntax? Receiver(ExpressionSyntax binding) => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
        .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression;
}
