namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Parser
{
    private Return ParseReturn()
    {
        var start = _token.Start;
        Advance();
        var value = _token.Is(";") || _token.Is("}") || _token.Kind == TokenKind.End || _token.AfterNewline ? null : ParseExpression();
        EndStatement();
        return new Return(value) { Position = start };
    }

    private Throw ParseThrow()
    {
        var start = _token.Start;
        Advance();
        if (_token.AfterNewline)
        {
            throw Lexer.Refuse(start, "The value to throw must begin on the same line.", "throw 的值须写在同一行。");
        }

        var value = ParseExpression();
        EndStatement();
        return new Throw(value) { Position = start };
    }

    private Jump ParseJump()
    {
        var start = _token;
        var isBreak = start.Text == "break";
        Advance();
        string? label = null;
        if (_token.Kind == TokenKind.Name && !_token.AfterNewline)
        {
            label = _token.Text;
            var isKnown = isBreak ? _targets.Labels.Contains(label) : _targets.LoopLabels.Contains(label);
            if (!isKnown)
            {
                throw Lexer.Refuse(_token.Start, $"Undefined label '{label}'.", $"没有名为“{label}”的标签。");
            }

            Advance();
        }
        else if (_targets.Loops == 0 && !(isBreak && _targets.Switches > 0))
        {
            throw Lexer.Refuse(start.Start, $"'{start.Text}' is outside a loop.", $"{start.Text} 不在循环之内。");
        }

        EndStatement();
        return new Jump(isBreak ? Signal.Break : Signal.Continue, label) { Position = start.Start };
    }

    private Statement ParseLabelled()
    {
        var start = _token.Start;
        var labels = new List<string>();
        while (_token.Kind == TokenKind.Name && !Refusals.IsReserved(_token.Text) && Peek().Is(":"))
        {
            if (_targets.Labels.Contains(_token.Text))
            {
                throw Lexer.Refuse(_token.Start, $"The label '{_token.Text}' is repeated.", $"标签“{_token.Text}”重复。");
            }

            labels.Add(_token.Text);
            _targets.Labels.Add(_token.Text);
            Advance();
            Advance();
        }

        var isLoop = _token.Kind == TokenKind.Name && _token.Text is "for" or "while" or "do";
        var body = isLoop ? ParseLoop(labels) : ParseStatement(allowDeclaration: false);
        foreach (var label in labels)
        {
            _targets.Labels.Remove(label);
            body = new Labelled(label, body) { Position = start };
        }

        return body;
    }

    private Loop ParseLoop(List<string> labels)
    {
        _targets.Loops++;
        _targets.LoopLabels.UnionWith(labels);
        Loop loop = _token.Text switch
        {
            "while" => ParseWhile(labels),
            "do" => ParseDoWhile(labels),
            _ => ParseFor(labels),
        };
        _targets.LoopLabels.ExceptWith(labels);
        _targets.Loops--;
        return loop;
    }

    private While ParseWhile(List<string> labels)
    {
        var start = _token.Start;
        Advance();
        Expect("(");
        var condition = ParseExpression();
        Expect(")");
        return new While(condition, ParseStatement(allowDeclaration: false)) { Position = start, Labels = labels };
    }

    private DoWhile ParseDoWhile(List<string> labels)
    {
        var start = _token.Start;
        Advance();
        var body = ParseStatement(allowDeclaration: false);
        if (!TakeName("while"))
        {
            throw Unexpected("while");
        }

        Expect("(");
        var condition = ParseExpression();
        Expect(")");
        Take(";");
        return new DoWhile(body, condition) { Position = start, Labels = labels };
    }

    private Loop ParseFor(List<string> labels)
    {
        var start = _token.Start;
        Advance();
        RefuseWord(_token.IsName("await") ? "await" : "", _token.Start);
        Expect("(");
        var scope = new Scope(isFunction: false);
        _scopes.Push(scope);
        var loop = ParseForHead(start, scope, labels);
        _scopes.Pop();
        return loop;
    }

    private Loop ParseForHead(int start, Scope scope, List<string> labels)
    {
        Statement? first = null;
        if (_token.Kind == TokenKind.Name && _token.Text is "let" or "const" or "var")
        {
            var declaration = WithoutIn(() => ParseDeclaration(inLoopHead: true));
            if (declaration.Parts is [(var target, null)] && (_token.IsName("of") || _token.IsName("in")))
            {
                return ParseForEach(start, scope, target, declares: true, labels);
            }

            first = declaration;
        }
        else if (!_token.Is(";"))
        {
            var expression = WithoutIn(ParseExpression);
            if (_token.IsName("of") || _token.IsName("in"))
            {
                return ParseForEach(start, scope, ToTarget(expression, declares: false), declares: false, labels);
            }

            first = new ExpressionStatement(expression) { Position = expression.Position };
        }

        Expect(";");
        var condition = _token.Is(";") ? null : ParseExpression();
        Expect(";");
        var advance = _token.Is(")") ? null : ParseExpression();
        Expect(")");
        var body = ParseStatement(allowDeclaration: false);
        return new For(UsedScope(scope), first, condition, advance, body) { Position = start, Labels = labels };
    }

    private ForEach ParseForEach(int start, Scope scope, ITarget target, bool declares, List<string> labels)
    {
        var overNames = _token.IsName("in");
        if (target is DefaultedTarget)
        {
            throw BadTarget(_token.Start);
        }

        Advance();
        var values = overNames ? ParseExpression() : ParseAssignment();
        Expect(")");
        var body = ParseStatement(allowDeclaration: false);
        return new ForEach(UsedScope(scope), target, declares, overNames, values, body) { Position = start, Labels = labels };
    }

    private static Scope? UsedScope(Scope scope) => scope.Bindings.Count > 0 ? scope : null;

    private T WithoutIn<T>(Func<T> parse)
    {
        _noIn = true;
        var parsed = parse();
        _noIn = false;
        return parsed;
    }
}
