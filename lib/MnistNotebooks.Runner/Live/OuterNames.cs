using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MnistNotebooks.Runner.Live;

/// <summary>The names in a piece of code that are not declared in a scope inside it.</summary>
/// <param name="Used">All of them. Names after a dot are here with the dot: they matter if an extension member has that name.</param>
/// <param name="Changed">Those of variables whose value may be another one when the code has run.</param>
internal sealed record OuterNames(IReadOnlySet<string> Used, IReadOnlySet<string> Changed)
{
    public static OuterNames None { get; } = new(new HashSet<string>(), new HashSet<string>());

    /// <summary>The outer names in these nodes.</summary>
    /// <param name="nodes">Pieces of one cell.</param>
    /// <param name="without">Nodes inside, in which names don't count.</param>
    public static OuterNames In(IEnumerable<SyntaxNode> nodes, IEnumerable<SyntaxNode>? without = null)
    {
        var reader = new Reader([.. without ?? []]);
        foreach (SyntaxNode node in nodes)
            reader.Visit(node);
        return new(reader.Used, reader.Changed);
    }

    private sealed class Reader(HashSet<SyntaxNode> without) : CSharpSyntaxWalker
    {
        private readonly Stack<HashSet<string>> _scopes = new();

        public HashSet<string> Used { get; } = [];

        public HashSet<string> Changed { get; } = [];

        public override void Visit(SyntaxNode? node)
        {
            if (node is null || without.Contains(node))
                return;
            Changed.UnionWith(Changes.By(node).Where(IsOuter));
            if (!Scope.Opens(node))
            {
                base.Visit(node);
                return;
            }
            // What a loop goes through is read before its variable is known.
            if (node is CommonForEachStatementSyntax loop)
                Visit(loop.Expression);
            _scopes.Push([.. Scope.NamesIn(node)]);
            base.Visit(node);
            _scopes.Pop();
        }

        public override void VisitIdentifierName(IdentifierNameSyntax node)
        {
            if (!node.IsVar)
                Use(node.Identifier.ValueText);
        }

        public override void VisitGenericName(GenericNameSyntax node)
        {
            Use(node.Identifier.ValueText);
            base.VisitGenericName(node);
        }

        public override void VisitAttribute(AttributeSyntax node)
        {
            Use(node.Name + "Attribute");
            base.VisitAttribute(node);
        }

        public override void VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
        {
            Visit(node.Expression);
            UseMember(node.Name);
        }

        public override void VisitMemberBindingExpression(MemberBindingExpressionSyntax node) => UseMember(node.Name);

        public override void VisitQualifiedName(QualifiedNameSyntax node)
        {
            Visit(node.Left);
            UseMember(node.Right);
        }

        public override void VisitAliasQualifiedName(AliasQualifiedNameSyntax node) => UseMember(node.Name);

        // Names of parameters, of members in patterns and of new members: none of a variable.
        public override void VisitNameColon(NameColonSyntax node)
        {
        }

        public override void VisitNameEquals(NameEqualsSyntax node)
        {
        }

        public override void VisitExpressionColon(ExpressionColonSyntax node)
        {
        }

        public override void VisitGotoStatement(GotoStatementSyntax node)
        {
            if (!node.IsKind(SyntaxKind.GotoStatement))
                base.VisitGotoStatement(node);
        }

        public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
        {
            if (!Changes.IsInitialValue(node) || node.Left is not IdentifierNameSyntax)
                Visit(node.Left);
            Visit(node.Right);
        }

        // In a query each variable is known from its clause on.
        public override void VisitQueryExpression(QueryExpressionSyntax node)
        {
            _scopes.Push([]);
            base.VisitQueryExpression(node);
            _scopes.Pop();
        }

        public override void VisitFromClause(FromClauseSyntax node)
        {
            base.VisitFromClause(node);
            _scopes.Peek().Add(node.Identifier.ValueText);
        }

        public override void VisitLetClause(LetClauseSyntax node)
        {
            base.VisitLetClause(node);
            _scopes.Peek().Add(node.Identifier.ValueText);
        }

        public override void VisitJoinClause(JoinClauseSyntax node)
        {
            Visit(node.Type);
            Visit(node.InExpression);
            _scopes.Peek().Add(node.Identifier.ValueText);
            Visit(node.LeftExpression);
            Visit(node.RightExpression);
            if (node.Into is { } into)
                _scopes.Peek().Add(into.Identifier.ValueText);
        }

        public override void VisitQueryContinuation(QueryContinuationSyntax node)
        {
            _scopes.Peek().Add(node.Identifier.ValueText);
            base.VisitQueryContinuation(node);
        }

        private bool IsOuter(string name) => !_scopes.Any(scope => scope.Contains(name));

        private void Use(string name)
        {
            if (IsOuter(name))
                Used.Add(name);
        }

        private void UseMember(SimpleNameSyntax name)
        {
            Used.Add("." + name.Identifier.ValueText);
            if (name is GenericNameSyntax { TypeArgumentList: var types })
                Visit(types);
        }
    }
}
