namespace Orchestrator.Engine.JavaScript;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Template,
    Punctuator,
}

/// <summary>One word of a script. <see cref="Text"/> is the name, the sign or the cooked text.</summary>
/// <param name="IsTail">For a piece of a template: no expression follows.</param>
internal readonly record struct Token(
    TokenKind Kind, string Text, double Number, int Start, int End, bool AfterNewline, bool IsTail = false)
{
    public bool Is(string punctuator) => Kind == TokenKind.Punctuator && Text == punctuator;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;
}
