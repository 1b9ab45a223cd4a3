namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Parser
{
    private bool _noIn;

    private Expression ParseExpression()
    {
        var first = ParseAssignment();
        if (!_token.Is(","))
        {
            return first;
        }

        var parts = new List<Expression> { first };
        while (Take(","))
        {
            parts.Add(ParseAssignment());
        }

        return new Sequence(parts) { Position = first.Position };
    }

    private Expression ParseAssignment() => Nested(() =>
    {
        var start = _token;
        if (start.IsName("async") || start.IsName("yield"))
        {
            RefuseAsync(start);
        }

        var left = ParseConditional();
        if (_token.Is("=>"))
        {
            return ParseArrow(start, left);
        }

        if (_token.Kind != TokenKind.Punctuator || !_token.Text.EndsWith('=') || _token.Text is "==" or "===" or "!=" or "!==" or "<=" or ">=")
        {
            return left is ArrowParameters ? throw Unexpected("=>") : left;
        }

        var sign = _token;
        if (sign.Is("="))
        {
            var target = ToTarget(left, declares: false);
            Advance();
            return new Assignment(target, Named(ParseAssignment(), target)) { Position = sign.Start };
        }

        if (ToTarget(left, declares: false) is not IReference reference)
        {
            throw BadTarget(left.Position);
        }

        Advance();
        var value = ParseAssignment();
        var name = sign.Text[..^1];
        return name is "&&" or "||" or "??"
            ? new LogicalAssignment(name, reference, Named(value, reference)) { Position = sign.Start }
            : new CompoundAssignment(Arithmetic.Operators[name], reference, value) { Position = sign.Start };
    });

    private void RefuseAsync(Token word)
    {
        var next = Peek();
        if (word.Text == "yield" || (!next.AfterNewline && (next.Kind == TokenKind.Name || next.Is("("))))
        {
            RefuseWord(word.Text, word.Start);
        }
    }

    private Token Peek()
    {
        var next = _lexer.Next();
        _lexer.Rewind(_token.End);
        return next;
    }

    private Expression ParseConditional()
    {
        var condition = ParseBinary(0);
        if (!_token.Is("?"))
        {
            return condition;
        }

        var position = _token.Start;
        Advance();
        var noIn = _noIn;
        _noIn = false;
        var yes = ParseAssignment();
        _noIn = noIn;
        Expect(":");
        return new Conditional(condition, yes, ParseAssignment()) { Position = position };
    }

    private Expression ParseBinary(int least)
    {
        var left = ParseUnary();
        while (true)
        {
            var sign = _token;
            var strength = Strength(sign);
            if (strength == 0 || strength <= least)
            {
                return left;
            }

            Advance();
            if (sign.Text == "**" && left is Unary or Delete && !_parenthesized.Contains(left))
            {
                throw Lexer.Refuse(sign.Start, "Put the operand before ** in parentheses.", "“**”之前的一元表达式须加括号。");
            }

            var right = ParseBinary(sign.Text == "**" ? strength - 1 : strength);
            left = Combine(sign, left, right);
        }
    }

    private Expression Combine(Token sign, Expression left, Expression right)
    {
        if (left is ArrowParameters || right is ArrowParameters)
        {
            throw Lexer.Refuse(sign.Start, "Put the arrow function in parentheses.", "箭头函数须加括号。");
        }

        switch (sign.Text)
        {
            case "&&" or "||" or "??":
                RefuseMixing(sign, left);
                RefuseMixing(sign, right);
                return new Logical(sign.Text, left, right) { Position = sign.Start };
            case "==" or "!=" or "===" or "!==" or "<" or ">" or "<=" or ">=" or "in" or "instanceof":
                return new Comparison(sign.Text, left, right) { Position = sign.Start };
            default:
                return new Binary(Arithmetic.Operators[sign.Text], left, right) { Position = sign.Start };
        }
    }

    private void RefuseMixing(Token sign, Expression operand)
    {
        if (operand is Logical inner && !_parenthesized.Contains(inner) && (sign.Text == "??") != (inner.Sign == "??"))
        {
            throw Lexer.Refuse(sign.Start, "Mixing ?? with && or || needs parentheses.", "“??”与“&&”“||”混用须加括号。");
        }
    }

    private int Strength(Token sign)
    {
        if (sign.Kind == TokenKind.Name)
        {
            return sign.Text == "instanceof" || (sign.Text == "in" && !_noIn) ? 8 : 0;
        }

        return sign.Kind != TokenKind.Punctuator ? 0 : sign.Text switch
        {
            "??" => 1,
            "||" => 2,
            "&&" => 3,
            "|" => 4,
            "^" => 5,
            "&" => 6,
            "==" or "!=" or "===" or "!==" => 7,
            "<" or ">" or "<=" or ">=" => 8,
            "<<" or ">>" or ">>>" => 9,
            "+" or "-" => 10,
            "*" or "/" or "%" => 11,
            "**" => 12,
            _ => 0,
        };
    }

    private Expression ParseUnary()
    {
        var sign = _token;
        var isSign = sign.Kind == TokenKind.Punctuator && sign.Text is "!" or "-" or "+" or "~" or "++" or "--";
        var isWord = sign.Kind == TokenKind.Name && sign.Text is "typeof" or "void" or "delete";
        if (!isSign && !isWord)
        {
            return ParsePostfix();
        }

        Advance();
        var operand = Nested(ParseUnary);
        if (operand is ArrowParameters)
        {
            throw Unexpected(null);
        }

        return sign.Text switch
        {
            "++" or "--" => ToTarget(operand, declares: false) is IReference target
                ? new Update(target, sign.Text == "++" ? 1 : -1, isPrefix: true) { Position = sign.Start }
                : throw BadTarget(operand.Position),
            "delete" when operand is Identifier => throw Lexer.Refuse(sign.Start, "A name cannot be deleted.", "不能删除变量名。"),
            "delete" => new Delete(operand) { Position = sign.Start },
            _ => new Unary(sign.Text, operand) { Position = sign.Start },
        };
    }

    private Expression ParsePostfix()
    {
        var operand = ParseCalls();
        if (_token.AfterNewline || !(_token.Is("++") || _token.Is("--")))
        {
            return operand;
        }

        var sign = _token;
        if (ToTarget(operand, declares: false) is not IReference target)
        {
            throw BadTarget(operand.Position);
        }

        Advance();
        return new Update(target, sign.Text == "++" ? 1 : -1, isPrefix: false) { Position = sign.Start };
    }
}
