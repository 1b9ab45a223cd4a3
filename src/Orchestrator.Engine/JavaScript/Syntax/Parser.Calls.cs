namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Parser
{
    /// <summary>Reads a primary expression and the members and calls that follow it.</summary>
    private Expression ParseCalls()
    {
        var start = _token.Start;
        var expression = _token.IsName("new") ? ParseNew() : ParsePrimary();
        if (expression is ArrowParameters)
        {
            return expression;
        }

        var isChain = false;
        while (true)
        {
            var sign = _token;
            if (sign.Is("?."))
            {
                isChain = true;
                Advance();
                expression = _token switch
                {
                    { Kind: TokenKind.Punctuator, Text: "(" } => new Call(expression, ParseArguments(), optional: true) { Position = start },
                    { Kind: TokenKind.Punctuator, Text: "[" } => ParseIndex(expression, optional: true),
                    _ => new Member(expression, ParseMemberName(), optional: true) { Position = _lastNameStart },
                };
            }
            else if (sign.Is("."))
            {
                Advance();
                expression = new Member(expression, ParseMemberName(), optional: false) { Position = _lastNameStart };
            }
            else if (sign.Is("["))
            {
                expression = ParseIndex(expression, optional: false);
            }
            else if (sign.Is("("))
            {
                var position = expression is Member member ? member.Position : start;
                expression = new Call(expression, ParseArguments(), optional: false) { Position = position };
            }
            else if (sign.Kind == TokenKind.Template)
            {
                throw Lexer.Refuse(sign.Start, "Tagged templates are not supported.", "不支持带标签的模板字符串。");
            }
            else
            {
                return isChain ? new OptionalChain(expression) { Position = start } : expression;
            }
        }
    }

    private int _lastNameStart;

    private string ParseMemberName()
    {
        if (_token.Kind != TokenKind.Name)
        {
            throw Unexpected(null);
        }

        var name = _token.Text;
        _lastNameStart = _token.Start;
        if (Refusals.OfMember(name) is var (message, messageZh))
        {
            _problems.Add(_token.Start, message, messageZh);
        }

        Advance();
        return name;
    }

    private Index ParseIndex(Expression target, bool optional)
    {
        var position = _token.Start;
        Expect("[");
        var key = WithIn(ParseExpression);
        Expect("]");
        return new Index(target, key, optional) { Position = position };
    }

    private ArgumentList ParseArguments()
    {
        Expect("(");
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            arguments.Add(ParseSpreadOr(() => WithIn(ParseAssignment)));
            if (!_token.Is(")"))
            {
                Expect(",");
            }
        }

        Advance();
        return new ArgumentList(arguments);
    }

    private Expression ParseSpreadOr(Func<Expression> parse)
    {
        var position = _token.Start;
        return Take("...") ? new Spread(WithIn(ParseAssignment)) { Position = position } : parse();
    }

    private New ParseNew()
    {
        var position = _token.Start;
        Advance();
        if (_token.Is("."))
        {
            throw Lexer.Refuse(position, "new.target is not supported.", "不支持 new.target。");
        }

        if (_token.IsName("new"))
        {
            throw Lexer.Refuse(position, "Only built-in types can be constructed.", "只能构造内置类型。");
        }

        var callee = ParsePrimary();
        while (_token.Is(".") || _token.Is("["))
        {
            if (_token.Is("["))
            {
                callee = ParseIndex(callee, optional: false);
                continue;
            }

            Advance();
            callee = new Member(callee, ParseMemberName(), optional: false) { Position = _lastNameStart };
        }

        return new New(callee, _token.Is("(") ? ParseArguments() : new ArgumentList([])) { Position = position };
    }

    private T WithIn<T>(Func<T> parse)
    {
        var noIn = _noIn;
        _noIn = false;
        var parsed = parse();
        _noIn = noIn;
        return parsed;
    }
}
