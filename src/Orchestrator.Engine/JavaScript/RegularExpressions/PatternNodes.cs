namespace Orchestrator.Engine.JavaScript;

/// <summary>A piece of a pattern. Look-behinds are written for matching from right to left.</summary>
internal abstract class PatternNode
{
    public abstract void Emit(PatternEmitter to, bool backward);
}

/// <summary>A step that stands for itself: a character, a set, an assertion.</summary>
internal sealed class PatternAtom(PatternStep step) : PatternNode
{
    public override void Emit(PatternEmitter to, bool backward) => to.Emit(step with { Backward = backward });
}

internal sealed class PatternSequence(IReadOnlyList<PatternNode> parts) : PatternNode
{
    public override void Emit(PatternEmitter to, bool backward)
    {
        foreach (var part in backward ? parts.Reverse() : parts)
        {
            part.Emit(to, backward);
        }
    }
}

internal sealed class PatternChoice(IReadOnlyList<PatternNode> choices) : PatternNode
{
    public override void Emit(PatternEmitter to, bool backward)
    {
        var ends = new List<int>();
        for (var i = 0; i < choices.Count; i++)
        {
            var isLast = i == choices.Count - 1;
            var split = isLast ? -1 : to.Emit(new PatternStep(PatternOp.Split, to.Next + 1));
            choices[i].Emit(to, backward);
            if (!isLast)
            {
                ends.Add(to.Emit(new PatternStep(PatternOp.Jump)));
                to.Patch(split, b: to.Next);
            }
        }

        foreach (var end in ends)
        {
            to.Patch(end, a: to.Next);
        }
    }
}

internal sealed class PatternGroup(PatternNode inner, int number) : PatternNode
{
    public override void Emit(PatternEmitter to, bool backward)
    {
        to.Emit(new PatternStep(PatternOp.Save, (number * 2) + (backward ? 1 : 0)));
        inner.Emit(to, backward);
        to.Emit(new PatternStep(PatternOp.Save, (number * 2) + (backward ? 0 : 1)));
    }
}

internal sealed class PatternLook(PatternNode inner, bool behind, bool negative) : PatternNode
{
    public override void Emit(PatternEmitter to, bool backward)
    {
        var look = to.Emit(new PatternStep(PatternOp.Look, B: negative ? 1 : 0));
        inner.Emit(to, behind);
        to.Emit(new PatternStep(PatternOp.Match));
        to.Patch(look, a: to.Next);
    }
}

internal sealed class PatternRepeat(PatternNode inner, Repetition repetition) : PatternNode
{
    public override void Emit(PatternEmitter to, bool backward)
    {
        if (repetition.Most == 0)
        {
            return;
        }

        // First register: turns so far; second: where the current turn began.
        var register = to.TakeRegisters(2);
        to.Emit(new PatternStep(PatternOp.LoopStart, register));
        var check = to.Emit(new PatternStep(PatternOp.LoopCheck, register, Repetition: repetition));
        to.Emit(new PatternStep(PatternOp.LoopEnter, register, Repetition: repetition));
        inner.Emit(to, backward);
        to.Emit(new PatternStep(PatternOp.LoopEnd, register, check, Repetition: repetition));
        to.Patch(check, b: to.Next);
    }
}
