namespace Orchestrator.Engine.Definitions.Reading;

/// <summary>The problems found so far in one document.</summary>
internal sealed class Problems
{
    private readonly List<DefinitionProblem> _found = [];

    public IReadOnlyList<DefinitionProblem> Found => _found;

    public bool Fatal => _found.Exists(problem => problem.Severity == ProblemSeverity.Error);

    public void Error(string path, string en, string zh, int? line = null, int? column = null) =>
        _found.Add(new DefinitionProblem(path, en, zh, line, column));

    public void Warn(string path, string en, string zh) =>
        _found.Add(new DefinitionProblem(path, en, zh, Severity: ProblemSeverity.Warning));
}
