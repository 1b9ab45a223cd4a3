namespace Orchestrator.Engine.JavaScript;

/// <summary>Stands for the parameters of an arrow function until its arrow is read.</summary>
internal sealed class ArrowParameters(IReadOnlyList<Expression> parts) : Expression
{
    public IReadOnlyList<Expression> Parts => parts;

    public override void Resolve(Resolver resolver) => resolver.VisitAll(parts);

    public override object? Evaluate(Frame frame) => Undefined.Value;
}

internal sealed partial class Parser
{
    private FunctionExpression ParseArrow(Token start, Expression parameters)
    {
        if (_token.AfterNewline || (parameters is Identifier && _parenthesized.Contains(parameters)))
        {
            throw Unexpected(null);
        }

        var parts = parameters switch
        {
            ArrowParameters arrow => arrow.Parts,
            Identifier name => [name],
            _ => throw Unexpected(null),
        };
        Advance();
        return InFunction(scope =>
        {
            var targets = new List<Expression>();
            foreach (var part in parts)
            {
                var target = part is RestTarget rest ? rest : ToTarget(part, declares: true);
                DeclareParameter(target);
                targets.Add((Expression)target);
            }

            if (!_token.Is("{"))
            {
                var value = ParseAssignment();
                return new FunctionCode { Scope = scope, Parameters = targets, Value = value, IsArrow = true, Text = TextFrom(start.Start) };
            }

            var body = ParseFunctionBody();
            return new FunctionCode { Scope = scope, Parameters = targets, Body = body, IsArrow = true, Text = TextFrom(start.Start) };
        }, start.Start);
    }

    private FunctionExpression ParseFunctionExpression()
    {
        var start = _token.Start;
        Advance();
        RefuseGenerator();
        var name = _token.Is("(") ? null : ParseBindingName();
        return ParseFunctionRest(name?.Name, start, namesItself: name is not null);
    }

    private FunctionExpression ParseMethod(string name, int start) => ParseFunctionRest(name, start, namesItself: false);

    private FunctionDeclaration ParseFunctionDeclaration()
    {
        var start = _token.Start;
        Advance();
        RefuseGenerator();
        var name = ParseBindingName();
        Declare(name, BindingKind.Function);
        var declaration = new FunctionDeclaration(name, ParseFunctionRest(name.Name, start, namesItself: false).Code) { Position = start };
        _scopes.Peek().Add(declaration);
        return declaration;
    }

    private void RefuseGenerator()
    {
        if (_token.Is("*"))
        {
            throw Lexer.Refuse(_token.Start, "Generators are not supported.", "不支持生成器。");
        }
    }

    private FunctionExpression ParseFunctionRest(string? name, int start, bool namesItself) => InFunction(scope =>
    {
        Expect("(");
        var parameters = new List<Expression>();
        while (!_token.Is(")"))
        {
            var position = _token.Start;
            var isRest = Take("...");
            var target = isRest ? new RestTarget(ParseBindingTarget()) { Position = position } : ParseBindingWithDefault();
            DeclareParameter(target);
            parameters.Add((Expression)target);
            if (isRest && !_token.Is(")"))
            {
                throw Lexer.Refuse(position, "A rest parameter must be the last.", "剩余参数须放在最后。");
            }

            if (!_token.Is(")"))
            {
                Expect(",");
            }
        }

        Advance();
        var body = ParseFunctionBody();
        if (namesItself && scope.Find(name!) is null)
        {
            scope.TryDeclare(name!, BindingKind.Self);
        }

        return new FunctionCode
        {
            Name = name ?? "",
            Scope = scope,
            Parameters = parameters,
            Body = body,
            SelfName = scope.Find(name ?? "") is { Kind: BindingKind.Self } self ? self : null,
            Text = TextFrom(start),
        };
    }, start);

    private FunctionExpression InFunction(Func<Scope, FunctionCode> parse, int position)
    {
        var targets = _targets;
        var scope = new Scope(isFunction: true);
        _targets = new JumpTargets();
        _scopes.Push(scope);
        var code = parse(scope);
        _scopes.Pop();
        _targets = targets;
        return new FunctionExpression(code) { Position = position };
    }

    private List<Statement> ParseFunctionBody() => WithIn(() =>
    {
        Expect("{");
        var body = new List<Statement>();
        while (!_token.Is("}"))
        {
            body.Add(ParseStatement(allowDeclaration: true));
        }

        Advance();
        return body;
    });

    private void DeclareParameter(ITarget target)
    {
        foreach (var name in target.Names)
        {
            if (_scopes.Peek().Find(name.Name) is not null)
            {
                throw Lexer.Refuse(name.Position, $"The parameter '{name.Name}' is repeated.", $"参数“{name.Name}”重复。");
            }

            Declare(name, BindingKind.Parameter);
        }
    }

    private string TextFrom(int start) => _lexer.Source[start.._previousEnd];

    /// <summary>Gives a function without a name the name of what it is assigned to.</summary>
    private static Expression Named(Expression value, ITarget target) => Named(value, (target as Identifier)?.Name);

    private static Expression Named(Expression value, string? name)
    {
        if (value is FunctionExpression { Code: { Name: "" } code } && name is not null)
        {
            code.Name = name;
        }

        return value;
    }
}
