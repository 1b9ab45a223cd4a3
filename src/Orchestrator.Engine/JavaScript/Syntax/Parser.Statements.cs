namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Parser
{
    private Statement ParseStatement(bool allowDeclaration) => Nested(() => ParseStatementHere(allowDeclaration));

    private Statement ParseStatementHere(bool allowDeclaration)
    {
        var start = _token;
        if (start.Is("{"))
        {
            return ParseBlock();
        }

        if (start.Is(";"))
        {
            Advance();
            return new EmptyStatement { Position = start.Start };
        }

        if (start.Kind != TokenKind.Name)
        {
            return ParseExpressionStatement();
        }

        switch (start.Text)
        {
            case "let" or "const" or "function" when !allowDeclaration:
                throw Lexer.Refuse(start.Start, "A declaration needs a block here.", "此处的声明须放在花括号内。");
            case "let" or "const" or "var":
                var declaration = ParseDeclaration();
                EndStatement();
                return declaration;
            case "function": return ParseFunctionDeclaration();
            case "if": return ParseIf();
            case "for" or "while" or "do": return ParseLoop([]);
            case "switch": return ParseSwitch();
            case "try": return ParseTry();
            case "return": return ParseReturn();
            case "throw": return ParseThrow();
            case "break" or "continue": return ParseJump();
        }

        if (Refusals.OfWord(start.Text) is not null && start.Text != "async")
        {
            RefuseWord(start.Text, start.Start);
        }

        return !Refusals.IsReserved(start.Text) && Peek().Is(":") ? ParseLabelled() : ParseExpressionStatement();
    }

    private ExpressionStatement ParseExpressionStatement()
    {
        var start = _token.Start;
        var expression = ParseExpression();
        EndStatement();
        return new ExpressionStatement(expression) { Position = start };
    }

    private Block ParseBlock()
    {
        var start = _token.Start;
        Expect("{");
        var scope = new Scope(isFunction: false);
        _scopes.Push(scope);
        var statements = new List<Statement>();
        while (!_token.Is("}"))
        {
            statements.Add(ParseStatement(allowDeclaration: true));
        }

        Advance();
        _scopes.Pop();
        return new Block(scope.Bindings.Count > 0 ? scope : null, statements) { Position = start };
    }

    /// <summary>Reads a declaration; in the head of a loop the values may be missing.</summary>
    private Declaration ParseDeclaration(bool inLoopHead = false)
    {
        var start = _token;
        var kind = start.Text switch { "let" => BindingKind.Let, "const" => BindingKind.Const, _ => BindingKind.Var };
        Advance();
        var parts = new List<(ITarget, Expression?)>();
        do
        {
            var target = ParseBindingTarget();
            if (kind != BindingKind.Var && target.Names.Any(n => n.Name == "let"))
            {
                throw Unexpected(null);
            }

            Declare(target, kind);
            var value = Take("=") ? Named(ParseAssignment(), target) : null;
            var valueIsNext = inLoopHead && (_token.IsName("of") || _token.IsName("in"));
            if (value is null && !valueIsNext && (kind == BindingKind.Const || target is not Identifier))
            {
                throw Lexer.Refuse(_token.Start, "The declaration needs a value.", "声明缺少初始值。");
            }

            parts.Add((target, value));
        }
        while (Take(","));

        return new Declaration(kind == BindingKind.Var, parts) { Position = start.Start };
    }

    private If ParseIf()
    {
        var start = _token.Start;
        Advance();
        Expect("(");
        var condition = ParseExpression();
        Expect(")");
        var yes = ParseStatement(allowDeclaration: false);
        var no = TakeName("else") ? ParseStatement(allowDeclaration: false) : null;
        return new If(condition, yes, no) { Position = start };
    }

    private Switch ParseSwitch()
    {
        var start = _token.Start;
        Advance();
        Expect("(");
        var value = ParseExpression();
        Expect(")");
        Expect("{");
        var scope = new Scope(isFunction: false);
        _scopes.Push(scope);
        _targets.Switches++;
        var cases = new List<SwitchCase>();
        while (!Take("}"))
        {
            var position = _token.Start;
            var isDefault = TakeName("default");
            if (!isDefault && !TakeName("case"))
            {
                throw Unexpected("case");
            }

            if (isDefault && cases.Any(c => c.Test is null))
            {
                throw Lexer.Refuse(position, "There is more than one default.", "default 重复。");
            }

            var test = isDefault ? null : ParseExpression();
            Expect(":");
            var body = new List<Statement>();
            while (!(_token.Is("}") || _token.IsName("case") || _token.IsName("default")))
            {
                body.Add(ParseStatement(allowDeclaration: true));
            }

            cases.Add(new SwitchCase(test, body));
        }

        _targets.Switches--;
        _scopes.Pop();
        return new Switch(value, scope, cases) { Position = start };
    }

    private Try ParseTry()
    {
        var start = _token.Start;
        Advance();
        var body = ParseBlock();
        Scope? scope = null;
        ITarget? caught = null;
        Statement? handler = null;
        if (TakeName("catch"))
        {
            scope = new Scope(isFunction: false) { IsSimpleCatch = _token.Is("(") && Peek().Kind == TokenKind.Name };
            _scopes.Push(scope);
            if (Take("("))
            {
                caught = ParseBindingTarget();
                Declare(caught, BindingKind.Let);
                Expect(")");
            }

            handler = ParseHandler(scope);
            _scopes.Pop();
        }

        Statement? last = TakeName("finally") ? ParseBlock() : null;
        return handler is null && last is null
            ? throw Unexpected("catch")
            : new Try(body, scope, caught, handler, last) { Position = start };
    }

    /// <summary>The block of a catch may not declare the caught name again.</summary>
    private Block ParseHandler(Scope parameters)
    {
        var start = _token.Start;
        Expect("{");
        var scope = new Scope(isFunction: false);
        _scopes.Push(scope);
        var statements = new List<Statement>();
        while (!_token.Is("}"))
        {
            statements.Add(ParseStatement(allowDeclaration: true));
        }

        Advance();
        _scopes.Pop();
        return scope.Bindings.FirstOrDefault(b => parameters.Find(b.Name) is not null) is { } repeated
            ? throw Lexer.Refuse(start, $"Identifier '{repeated.Name}' has already been declared.", $"“{repeated.Name}”已经声明过。")
            : new Block(scope.Bindings.Count > 0 ? scope : null, statements) { Position = start };
    }
}
