namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// Runs a pattern's steps on a text, going back to the last open choice where a step fails. Choices and the registers'
/// earlier values are on a stack of its own, so that long texts need no native stack; every 32 steps count as one of the run.
/// </summary>
internal sealed class PatternMachine(PatternProgram program, Run run, string text)
{
    private const int Undo = -1;

    private readonly int[] _registers = new int[program.RegisterCount];

    // Triples: a step and a position to go on with, or a register and its value before, marked by Undo.
    private int[] _stack = new int[96];
    private int _top;
    private int _steps;

    public int[]? Match(int at)
    {
        Array.Fill(_registers, -1);
        _top = 0;
        return Go(0, at) ? _registers[..((program.GroupCount + 1) * 2)] : null;
    }

    private bool Go(int step, int at)
    {
        var floor = _top;
        while (true)
        {
            if ((++_steps & 31) == 0)
            {
                run.Step();
            }

            var next = program.Steps[step];
            bool goesOn;
            switch (next.Op)
            {
                case PatternOp.Match:
                    KeepOnlyUndos(floor);
                    return true;
                case PatternOp.Split:
                    Push(next.B, at, 0);
                    step = next.A;
                    continue;
                case PatternOp.Jump:
                    step = next.A;
                    continue;
                case PatternOp.LoopCheck:
                    step = CheckLoop(next, step, at);
                    continue;
                case PatternOp.LoopEnd:
                    goesOn = _registers[next.A] <= next.Repetition!.Least || _registers[next.A + 1] != at;
                    step = goesOn ? next.B : step;
                    if (goesOn)
                    {
                        continue;
                    }

                    break;
                case PatternOp.Look:
                    goesOn = Look(next, step, at);
                    step = next.A - 1;
                    break;
                default:
                    goesOn = Take(next, ref at);
                    break;
            }

            if (goesOn)
            {
                step++;
            }
            else if (!GoBack(floor, ref step, ref at))
            {
                return false;
            }
        }
    }

    private bool Take(PatternStep step, ref int at)
    {
        switch (step.Op)
        {
            case PatternOp.Save: Set(step.A, at); return true;
            case PatternOp.LoopStart: Set(step.A, 0); return true;
            case PatternOp.LoopEnter: EnterLoop(step, at); return true;
            case PatternOp.LineStart: return at == 0 || (program.IsMultiline && Lexer.IsLineEnd(text[at - 1]));
            case PatternOp.LineEnd: return at == text.Length || (program.IsMultiline && Lexer.IsLineEnd(text[at]));
            case PatternOp.WordBoundary: return IsWordAt(at - 1) != IsWordAt(at);
            case PatternOp.NotWordBoundary: return IsWordAt(at - 1) == IsWordAt(at);
            case PatternOp.BackReference: return TakeAgain(step, ref at);
        }

        if (!TakeCharacter(step.Backward, ref at, out var c))
        {
            return false;
        }

        return step.Op switch
        {
            PatternOp.Any => program.IsDotAll || c > 0xFFFF || !Lexer.IsLineEnd((char)c),
            PatternOp.Set => step.Set!.Contains(c, program.IgnoresCase, program.IsUnicode),
            _ => IsSame(c, step.A),
        };
    }

    private bool TakeCharacter(bool backward, ref int at, out int c)
    {
        c = 0;
        if (backward ? at <= 0 : at >= text.Length)
        {
            return false;
        }

        if (!backward)
        {
            c = program.IsUnicode ? CodePoints.At(text, at) : text[at];
            at += c > 0xFFFF ? 2 : 1;
            return true;
        }

        at -= program.IsUnicode && at > 1 && CodePoints.LengthAt(text, at - 2) == 2 ? 2 : 1;
        c = program.IsUnicode ? CodePoints.At(text, at) : text[at];
        return true;
    }

    private bool TakeAgain(PatternStep step, ref int at)
    {
        var (start, end) = (_registers[step.A * 2], _registers[(step.A * 2) + 1]);
        if (start < 0 || end < 0)
        {
            return true;
        }

        var length = end - start;
        var from = step.Backward ? at - length : at;
        if (from < 0 || from + length > text.Length)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            if (!IsSame(text[from + i], text[start + i]))
            {
                return false;
            }
        }

        at = step.Backward ? from : from + length;
        return true;
    }

    private bool IsSame(int a, int b) => a == b || (program.IgnoresCase &&
        LetterCase.Canonical(a, program.IsUnicode) == LetterCase.Canonical(b, program.IsUnicode));

    private bool IsWordAt(int at) => at >= 0 && at < text.Length && CharacterSet.IsWord(text[at]);

    private int CheckLoop(PatternStep step, int at, int position)
    {
        var turns = _registers[step.A];
        var repetition = step.Repetition!;
        if (turns < repetition.Least)
        {
            return at + 1;
        }

        if (turns >= repetition.Most)
        {
            return step.B;
        }

        Push(repetition.IsGreedy ? step.B : at + 1, position, 0);
        return repetition.IsGreedy ? at + 1 : step.B;
    }

    // Each turn starts with its groups empty.
    private void EnterLoop(PatternStep step, int at)
    {
        Set(step.A, _registers[step.A] + 1);
        Set(step.A + 1, at);
        for (var group = step.Repetition!.FirstGroup; group <= step.Repetition.LastGroup; group++)
        {
            Set(group * 2, -1);
            Set((group * 2) + 1, -1);
        }
    }

    private bool Look(PatternStep step, int at, int position)
    {
        var floor = _top;
        var found = Go(at + 1, position);
        if (step.B == 0)
        {
            return found;
        }

        while (_top > floor)
        {
            PopUndo();
        }

        return !found;
    }

    private void Set(int register, int value)
    {
        if (_registers[register] != value)
        {
            Push(register, _registers[register], Undo);
            _registers[register] = value;
        }
    }

    private void Push(int a, int b, int kind)
    {
        if (_top + 3 > _stack.Length)
        {
            run.Allocate(_stack.Length * 4L);
            Array.Resize(ref _stack, _stack.Length * 2);
        }

        (_stack[_top], _stack[_top + 1], _stack[_top + 2]) = (a, b, kind);
        _top += 3;
    }

    private void PopUndo()
    {
        _top -= 3;
        _registers[_stack[_top]] = _stack[_top + 1];
    }

    private bool GoBack(int floor, ref int step, ref int at)
    {
        while (_top > floor)
        {
            if (_stack[_top - 1] == Undo)
            {
                PopUndo();
                continue;
            }

            _top -= 3;
            (step, at) = (_stack[_top], _stack[_top + 1]);
            return true;
        }

        return false;
    }

    // What a look-around matched is final, but going back past it must still restore the registers.
    private void KeepOnlyUndos(int floor)
    {
        var to = floor;
        for (var from = floor; from < _top; from += 3)
        {
            if (_stack[from + 2] == Undo)
            {
                (_stack[to], _stack[to + 1], _stack[to + 2]) = (_stack[from], _stack[from + 1], Undo);
                to += 3;
            }
        }

        _top = to;
    }
}
