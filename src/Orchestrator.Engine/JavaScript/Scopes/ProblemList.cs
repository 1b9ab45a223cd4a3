namespace Orchestrator.Engine.JavaScript;

/// <summary>Collects what is wrong with one script.</summary>
internal sealed class ProblemList(string source)
{
    private readonly List<ScriptProblem> _problems = [];

    public IReadOnlyList<ScriptProblem> Problems => _problems;

    public void Add(int position, string message, string messageZh)
    {
        var (line, column) = Place(source, position);
        _problems.Add(new ScriptProblem(line, column, message, messageZh));
    }

    public static (int Line, int Column) Place(string source, int position)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < position && i < source.Length; i++)
        {
            if (Lexer.IsLineEnd(source[i]) && !(source[i] == '\r' && i + 1 < source.Length && source[i + 1] == '\n'))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return (line, position - start + 1);
    }
}
