using System.Runtime.CompilerServices;

namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// Connects every use of a name with its declaration, once, so that running needs no look-up by name. What stays
/// unconnected is the language's own or the host's.
/// </summary>
internal sealed class Resolver(ProblemList problems)
{
    // Deeper trees would need more native stack than a thread can be trusted to have.
    private const int DeepestTree = 1_000;

    private readonly Stack<(Scope Scope, FunctionCode Function)> _scopes = new();
    private readonly HashSet<string> _freeNames = new(StringComparer.Ordinal);
    private FunctionCode _function = null!;
    private int _depth;
    private int _deepest;

    public IReadOnlySet<string> FreeNames => _freeNames;

    public ProblemList Problems => problems;

    public void Visit(Node? node)
    {
        if (node is null)
        {
            return;
        }

        if (++_depth > DeepestTree || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Lexer.Refuse(node.Position, "The script is nested too deeply.", "脚本嵌套过深。");
        }

        _deepest = Math.Max(_deepest, _depth);
        node.Resolve(this);
        _depth--;
    }

    public void VisitAll(IEnumerable<Node?> nodes)
    {
        foreach (var node in nodes)
        {
            Visit(node);
        }
    }

    public void Within(Scope? scope, Action inside)
    {
        if (scope is null)
        {
            inside();
            return;
        }

        foreach (var binding in scope.Bindings)
        {
            binding.Owner = _function;
            binding.Slot = _function.SlotCount++;
        }

        _scopes.Push((scope, _function));
        inside();
        _scopes.Pop();
    }

    public void Within(FunctionCode function, Action inside)
    {
        var (outer, deepest) = (_function, _deepest);
        function.Outer = outer;
        (_function, _deepest) = (function, _depth);
        Within(function.Scope, inside);
        function.Height = _deepest - _depth + 1;
        (_function, _deepest) = (outer, Math.Max(deepest, _deepest));
    }

    /// <summary>Finds the declaration of a name.</summary>
    /// <returns>The declaration, or null for a global; and the index among the captured names, or -1 for a local one.</returns>
    public (Binding? Binding, int Capture) Find(Identifier use)
    {
        foreach (var (scope, _) in _scopes)
        {
            if (scope.Find(use.Name) is { } binding)
            {
                return (binding, ReferenceEquals(binding.Owner, _function) ? -1 : _function.Capture(binding));
            }
        }

        if (!Globals.Has(use.Name))
        {
            _freeNames.Add(use.Name);
        }

        return (null, -1);
    }
}
