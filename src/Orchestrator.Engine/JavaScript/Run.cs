using System.Runtime.CompilerServices;

namespace Orchestrator.Engine.JavaScript;

/// <summary>One run of a script: its host, what it has used of its budget, and where it is.</summary>
internal sealed class Run(IScriptHost host, ScriptBudget budget, string source)
{
    // Tree levels that the calls of a run may need together; about half of the smallest stack threads get.
    private const int DeepestStack = 6_000;

    private int _stepsLeft = budget.Steps;
    private long _bytesLeft = budget.MemoryBytes;
    private HashSet<object>? _frozen;
    private HashSet<object>? _joining;

    public IScriptHost Host { get; } = host;

    /// <summary>Where the operation that may fail next stands in the source.</summary>
    public int Position;

    /// <summary>Arrays whose text is being made, so that one within itself ends as empty text.</summary>
    public HashSet<object> Joining => _joining ??= new(ReferenceEqualityComparer.Instance);

    public int Calls { get; private set; }

    public int StackLevels { get; private set; }

    public void Step()
    {
        if (--_stepsLeft < 0)
        {
            throw OverBudget($"The script took more than {budget.Steps} steps.", $"脚本执行超过 {budget.Steps} 步。");
        }
    }

    public void Step(long count)
    {
        _stepsLeft = count > _stepsLeft ? 0 : _stepsLeft - (int)count;
        if (_stepsLeft <= 0)
        {
            Step();
        }
    }

    public void Allocate(long bytes)
    {
        _bytesLeft -= bytes;
        if (_bytesLeft < 0)
        {
            throw OverBudget($"The script used more than {budget.MemoryBytes} bytes.", $"脚本使用内存超过 {budget.MemoryBytes} 字节。");
        }
    }

    /// <summary>Charges a text that is about to be made.</summary>
    public void AllocateText(long length)
    {
        Step(length >> 10);
        Allocate(24 + (length * 2));
    }

    public void EnterCall(int height)
    {
        Step();
        Calls++;
        StackLevels += height;
        if (Calls > budget.Depth || StackLevels > DeepestStack || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw OverBudget("Calls are nested too deeply.", "函数调用嵌套过深。");
        }
    }

    public void LeaveCall(int height)
    {
        Calls--;
        StackLevels -= height;
    }

    /// <summary>Returns to the depth that a <c>try</c> had, after an error left calls without their end.</summary>
    public void RestoreDepth(int calls, int stackLevels) => (Calls, StackLevels) = (calls, stackLevels);

    public bool IsFrozen(object value) => _frozen?.Contains(value) == true;

    public void Freeze(object value) => (_frozen ??= new(ReferenceEqualityComparer.Instance)).Add(value);

    public ScriptException TypeError(string message, string messageZh) => Fail(ScriptErrorKind.TypeError, message, messageZh);

    public ScriptException RangeError(string message, string messageZh) => Fail(ScriptErrorKind.RangeError, message, messageZh);

    public ScriptException SyntaxError(string message, string messageZh) => Fail(ScriptErrorKind.SyntaxError, message, messageZh);

    public ScriptException ReferenceError(string message, string messageZh) => Fail(ScriptErrorKind.ReferenceError, message, messageZh);

    public ScriptException Throw(object? value, int position)
    {
        var (line, column) = ProblemList.Place(source, position);
        if (value is JsError error)
        {
            var kind = Enum.TryParse<ScriptErrorKind>(error.Kind, out var known) ? known : ScriptErrorKind.Error;
            var text = error.Describe(this);
            return new ScriptException(kind, line, column, text, text, value);
        }

        var shown = "Uncaught " + Display.Of(value);
        return new ScriptException(ScriptErrorKind.Error, line, column, shown, "未捕获的值：" + Display.Of(value), value);
    }

    public ScriptException HostFailure(Exception inner)
    {
        var (line, column) = ProblemList.Place(source, Position);
        return new ScriptException(
            ScriptErrorKind.Error, line, column, inner.Message, inner.Message, new JsError("Error", inner.Message), inner);
    }

    private ScriptException Fail(ScriptErrorKind kind, string message, string messageZh)
    {
        var (line, column) = ProblemList.Place(source, Position);
        return new ScriptException(kind, line, column, $"{kind}: {message}", messageZh, new JsError(kind.ToString(), message));
    }

    private ScriptException OverBudget(string message, string messageZh)
    {
        var (line, column) = ProblemList.Place(source, Position);
        return new ScriptException(ScriptErrorKind.Budget, line, column, message, messageZh, null);
    }
}
