namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Parser
{
    private Expression ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new Literal(Boxed.Of(token.Number)) { Position = token.Start };
            case TokenKind.Text:
                Advance();
                return new Literal(token.Text) { Position = token.Start };
            case TokenKind.Template:
                return ParseTemplate();
            case TokenKind.Name:
                return ParseWord();
            case TokenKind.Punctuator:
                switch (token.Text)
                {
                    case "(": return WithIn(ParseParentheses);
                    case "[": return WithIn(ParseArray);
                    case "{": return WithIn(ParseObject);
                    case "/" or "/=": return ParseRegularExpression();
                }

                break;
        }

        throw Unexpected(null);
    }

    private Expression ParseWord()
    {
        var token = _token;
        switch (token.Text)
        {
            case "true" or "false":
                Advance();
                return new Literal(Boxed.Of(token.Text == "true")) { Position = token.Start };
            case "null":
                Advance();
                return new Literal(null) { Position = token.Start };
            case "this":
                Advance();
                return new ThisExpression { Position = token.Start };
            case "function":
                return ParseFunctionExpression();
        }

        RefuseWord(token.Text == "async" ? "" : token.Text, token.Start);
        if (Refusals.IsReserved(token.Text))
        {
            throw Unexpected(null);
        }

        Advance();
        return new Identifier(token.Text) { Position = token.Start };
    }

    private TemplateLiteral ParseTemplate()
    {
        var position = _token.Start;
        var texts = new List<string> { _token.Text };
        var values = new List<Expression>();
        while (!_token.IsTail)
        {
            Advance();
            values.Add(WithIn(ParseExpression));
            if (!_token.Is("}"))
            {
                throw Unexpected("}");
            }

            _token = _lexer.ContinueTemplate(_token);
            texts.Add(_token.Text);
        }

        Advance();
        return new TemplateLiteral(texts, values) { Position = position };
    }

    private RegularExpressionLiteral ParseRegularExpression()
    {
        var position = _token.Start;
        var (pattern, flags) = _lexer.ReadRegularExpression(_token);
        Advance();
        var (expression, problem) = RegularExpression.Parse(pattern, flags);
        return expression is null
            ? throw Lexer.Refuse(position, $"Invalid regular expression: {problem}.", $"正则表达式无效：{problem}。")
            : new RegularExpressionLiteral(expression) { Position = position };
    }

    /// <summary>Reads an expression in parentheses, or the parameters of an arrow function: the arrow decides.</summary>
    private Expression ParseParentheses()
    {
        var position = _token.Start;
        Expect("(");
        var parts = new List<Expression>();
        var onlyParameters = false;
        while (!_token.Is(")"))
        {
            if (_token.Is("..."))
            {
                var rest = _token.Start;
                Advance();
                parts.Add(new RestTarget(ParseBindingTarget()) { Position = rest });
                onlyParameters = true;
                break;
            }

            parts.Add(ParseAssignment());
            if (!Take(","))
            {
                break;
            }

            onlyParameters = _token.Is(")");
        }

        Expect(")");
        if (_token.Is("=>") && !_token.AfterNewline)
        {
            return new ArrowParameters(parts) { Position = position };
        }

        if (onlyParameters || parts.Count == 0)
        {
            throw Unexpected("=>");
        }

        var inner = parts.Count == 1 ? parts[0] : new Sequence(parts) { Position = position };
        _parenthesized.Add(inner);
        return inner;
    }

    private ArrayLiteral ParseArray()
    {
        var position = _token.Start;
        Expect("[");
        var items = new List<Expression?>();
        while (!_token.Is("]"))
        {
            if (Take(","))
            {
                items.Add(null);
                continue;
            }

            items.Add(ParseSpreadOr(ParseAssignment));
            if (!_token.Is("]"))
            {
                Expect(",");
                if (_token.Is("]") && items[^1] is Spread)
                {
                    _commaAfterRest.Add(items[^1]!);
                }
            }
        }

        Advance();
        return new ArrayLiteral(items) { Position = position };
    }

    private readonly HashSet<Expression> _commaAfterRest = new(ReferenceEqualityComparer.Instance);

    private ObjectLiteral ParseObject()
    {
        var position = _token.Start;
        Expect("{");
        var entries = new List<ObjectEntry>();
        while (!_token.Is("}"))
        {
            entries.Add(ParseObjectEntry());
            if (!_token.Is("}"))
            {
                Expect(",");
                if (_token.Is("}") && entries[^1].Value is Spread)
                {
                    _commaAfterRest.Add(entries[^1].Value);
                }
            }
        }

        Advance();
        return new ObjectLiteral(entries) { Position = position };
    }

    private ObjectEntry ParseObjectEntry()
    {
        var start = _token;
        if (start.Is("..."))
        {
            return new ObjectEntry(null, null, ParseSpreadOr(ParseAssignment), start.Start);
        }

        if (start.Is("*"))
        {
            throw Lexer.Refuse(start.Start, "Generators are not supported.", "不支持生成器。");
        }

        var (key, computed) = ParseKey();
        if (start.Kind == TokenKind.Name && start.Text is "get" or "set" or "async" &&
            !(_token.Is(",") || _token.Is(":") || _token.Is("}") || _token.Is("(") || _token.Is("=")))
        {
            throw start.Text == "async"
                ? Lexer.Refuse(start.Start, "async and await are not supported: scripts run to their end at once.", "不支持 async/await，脚本须一次执行完毕。")
                : Lexer.Refuse(start.Start, "Getters and setters are not supported.", "不支持 getter 和 setter。");
        }

        if (_token.Is("("))
        {
            return new ObjectEntry(key, computed, ParseMethod(key ?? "", start.Start), start.Start);
        }

        if (Take(":"))
        {
            if (key == "__proto__" && computed is null)
            {
                _problems.Add(start.Start, "'__proto__' is not supported: prototypes cannot be reached.", "不支持“__proto__”，不得访问原型。");
            }

            return new ObjectEntry(key, computed, Named(ParseAssignment(), key), start.Start);
        }

        if (start.Kind != TokenKind.Name || Refusals.IsReserved(start.Text))
        {
            throw Unexpected(":");
        }

        var name = new Identifier(start.Text) { Position = start.Start };
        if (!_token.Is("="))
        {
            return new ObjectEntry(key, null, name, start.Start);
        }

        var sign = _token.Start;
        Advance();
        CheckBindable(name);
        return new ObjectEntry(key, null, new DefaultedTarget(name, Named(ParseAssignment(), name)) { Position = sign }, start.Start, sign);
    }

    /// <summary>Reads the key of a member in a literal or pattern.</summary>
    private (string? Key, Expression? Computed) ParseKey()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Name or TokenKind.Text:
                Advance();
                return (token.Text, null);
            case TokenKind.Number:
                Advance();
                return (NumberText.Of(token.Number), null);
        }

        Expect("[");
        var computed = WithIn(ParseAssignment);
        Expect("]");
        return (null, computed);
    }
}
