namespace Orchestrator.Engine.JavaScript;

internal enum PatternOp
{
    Match,
    Character,
    Any,
    Set,
    Split,
    Jump,
    Save,
    LineStart,
    LineEnd,
    WordBoundary,
    NotWordBoundary,
    BackReference,
    Look,
    LoopStart,
    LoopCheck,
    LoopEnter,
    LoopEnd,
}

/// <summary>How often something repeats.</summary>
internal sealed record Repetition(int Least, int Most, bool IsGreedy, int FirstGroup, int LastGroup);

/// <summary>One step of a match.</summary>
/// <param name="A">Character, target, register or group, by the step.</param>
/// <param name="B">Second target, or whether a look-around is negative.</param>
internal sealed record PatternStep(
    PatternOp Op, int A = 0, int B = 0, bool Backward = false, CharacterSet? Set = null, Repetition? Repetition = null);

/// <summary>A pattern as steps for the matching machine.</summary>
internal sealed class PatternProgram
{
    public required PatternStep[] Steps { get; init; }

    public required int GroupCount { get; init; }

    /// <summary>Starts and ends of groups, then two registers for each loop.</summary>
    public required int RegisterCount { get; init; }

    public required bool IgnoresCase { get; init; }

    public required bool IsMultiline { get; init; }

    public required bool IsDotAll { get; init; }

    public required bool IsUnicode { get; init; }

    public static PatternProgram Of(PatternNode tree, int groupCount, string flags)
    {
        var emitter = new PatternEmitter(groupCount);
        emitter.Emit(new PatternStep(PatternOp.Save, 0));
        tree.Emit(emitter, backward: false);
        emitter.Emit(new PatternStep(PatternOp.Save, 1));
        emitter.Emit(new PatternStep(PatternOp.Match));
        return new PatternProgram
        {
            Steps = [.. emitter.Steps],
            GroupCount = groupCount,
            RegisterCount = emitter.RegisterCount,
            IgnoresCase = flags.Contains('i', StringComparison.Ordinal),
            IsMultiline = flags.Contains('m', StringComparison.Ordinal),
            IsDotAll = flags.Contains('s', StringComparison.Ordinal),
            IsUnicode = flags.Contains('u', StringComparison.Ordinal),
        };
    }
}

internal sealed class PatternEmitter(int groupCount)
{
    private const int LongestProgram = 20_000;

    private readonly List<PatternStep> _steps = [];

    public IReadOnlyList<PatternStep> Steps => _steps;

    public int Next => _steps.Count;

    public int RegisterCount { get; private set; } = (groupCount + 1) * 2;

    public int TakeRegisters(int count)
    {
        RegisterCount += count;
        return RegisterCount - count;
    }

    public int Emit(PatternStep step)
    {
        if (_steps.Count >= LongestProgram)
        {
            throw new PatternException("too large");
        }

        _steps.Add(step);
        return _steps.Count - 1;
    }

    /// <summary>Fills in a target that was not known when the step was written.</summary>
    public void Patch(int at, int? a = null, int? b = null) => _steps[at] = _steps[at] with { A = a ?? _steps[at].A, B = b ?? _steps[at].B };
}
