using System.Runtime.CompilerServices;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Reads a script into its tree, by recursive descent. Declares names as it meets them; uses are resolved later.</summary>
internal sealed partial class Parser
{
    // Parentheses within parentheses; each level costs about ten frames of native stack while parsing.
    private const int DeepestNesting = 150;

    private readonly Lexer _lexer;
    private readonly ProblemList _problems;
    private readonly Stack<Scope> _scopes = new();
    private readonly HashSet<Expression> _parenthesized = new(ReferenceEqualityComparer.Instance);
    private Token _token;
    private int _previousEnd;
    private int _nesting;
    private JumpTargets _targets = new();

    public Parser(string source, ProblemList problems)
    {
        (_lexer, _problems) = (new Lexer(source), problems);
        Advance();
    }

    public FunctionCode ParseScript()
    {
        var scope = new Scope(isFunction: true);
        _scopes.Push(scope);
        var body = new List<Statement>();
        while (_token.Kind != TokenKind.End)
        {
            body.Add(ParseStatement(allowDeclaration: true));
        }

        return new FunctionCode { Scope = scope, Parameters = [], Body = body };
    }

    private void Advance()
    {
        _previousEnd = _token.End;
        _token = _lexer.Next();
    }

    private bool Take(string punctuator)
    {
        if (!_token.Is(punctuator))
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool TakeName(string name)
    {
        if (!_token.IsName(name))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(string punctuator)
    {
        if (!Take(punctuator))
        {
            throw Unexpected(punctuator);
        }
    }

    /// <summary>Ends a statement: by a semicolon, or where the language adds one.</summary>
    private void EndStatement()
    {
        if (!Take(";") && !_token.Is("}") && _token.Kind != TokenKind.End && !_token.AfterNewline)
        {
            throw Unexpected(null);
        }
    }

    private RefusedScriptException Unexpected(string? expected)
    {
        var (shown, shownZh) = _token.Kind switch
        {
            TokenKind.End => ("end of script", "脚本意外结束"),
            TokenKind.Text => ("string", "意外的字符串"),
            TokenKind.Number => ("number", "意外的数字"),
            TokenKind.Template => ("template", "意外的模板字符串"),
            _ => ($"'{_token.Text}'", $"意外的“{_token.Text}”"),
        };
        return Lexer.Refuse(
            _token.Start,
            $"Unexpected {shown}{(expected is null ? "" : $", expected '{expected}'")}.",
            $"{shownZh}{(expected is null ? "" : $"，此处应为“{expected}”")}。");
    }

    /// <summary>Refuses with the reason kept for a word, when it opens a construct outside the subset.</summary>
    private static void RefuseWord(string word, int position)
    {
        if (Refusals.OfWord(word) is var (message, messageZh))
        {
            throw Lexer.Refuse(position, message, messageZh);
        }
    }

    private T Nested<T>(Func<T> parse)
    {
        if (++_nesting > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Lexer.Refuse(_token.Start, "The script is nested too deeply.", "脚本嵌套过深。");
        }

        var parsed = parse();
        _nesting--;
        return parsed;
    }

    private Identifier ParseBindingName()
    {
        if (_token.Kind != TokenKind.Name)
        {
            throw Unexpected(null);
        }

        RefuseWord(_token.Text, _token.Start);
        if (Refusals.IsReserved(_token.Text))
        {
            throw Lexer.Refuse(_token.Start, $"'{_token.Text}' is a reserved word.", $"“{_token.Text}”是保留字。");
        }

        var name = new Identifier(_token.Text) { Position = _token.Start };
        CheckBindable(name);
        Advance();
        return name;
    }

    private static void CheckBindable(Identifier name)
    {
        if (name.Name is "eval" or "arguments")
        {
            throw Lexer.Refuse(name.Position, $"'{name.Name}' cannot be declared or assigned.", $"不能声明或赋值“{name.Name}”。");
        }
    }

    private void Declare(ITarget target, BindingKind kind)
    {
        foreach (var name in target.Names)
        {
            Declare(name, kind);
        }
    }

    private void Declare(Identifier name, BindingKind kind)
    {
        var declared = true;
        if (kind == BindingKind.Var)
        {
            foreach (var scope in _scopes)
            {
                if (scope.IsFunction)
                {
                    declared &= scope.TryDeclare(name.Name, kind);
                    break;
                }

                declared &= scope.TryLetVarPass(name.Name);
            }
        }
        else
        {
            declared = _scopes.Peek().TryDeclare(name.Name, kind);
        }

        if (!declared)
        {
            throw Lexer.Refuse(name.Position, $"Identifier '{name.Name}' has already been declared.", $"“{name.Name}”已经声明过。");
        }
    }

    /// <summary>Where jumps may go from here.</summary>
    private sealed class JumpTargets
    {
        public int Loops { get; set; }

        public int Switches { get; set; }

        public List<string> Labels { get; } = [];

        public HashSet<string> LoopLabels { get; } = new(StringComparer.Ordinal);
    }
}
