namespace Orchestrator.Host.CommandLine;

/// <summary>Takes options out of the arguments one by one, so that what is left over at the end is wrong.</summary>
internal sealed class ArgumentReader(IReadOnlyList<string> args)
{
    private readonly List<string> _left = [.. args];

    /// <summary>The first argument when it is a word and not an option.</summary>
    public string? TakeVerb()
    {
        if (_left.Count == 0 || _left[0].StartsWith('-'))
        {
            return null;
        }

        var verb = _left[0];
        _left.RemoveAt(0);
        return verb;
    }

    public bool TakeFlag(string name)
    {
        var at = _left.IndexOf(name);
        if (at < 0)
        {
            return false;
        }

        _left.RemoveAt(at);
        return true;
    }

    /// <summary><c>--name VALUE</c> or <c>--name=VALUE</c>.</summary>
    public string? TakeValue(string name)
    {
        for (var at = 0; at < _left.Count; at++)
        {
            if (_left[at].StartsWith(name + "=", StringComparison.Ordinal))
            {
                var value = _left[at][(name.Length + 1)..];
                _left.RemoveAt(at);
                return value.Length > 0 ? value : throw new UsageException($"{name} 缺少内容。");
            }

            if (_left[at] == name)
            {
                if (at + 1 >= _left.Count || _left[at + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    throw new UsageException($"{name} 缺少内容。");
                }

                var value = _left[at + 1];
                _left.RemoveRange(at, 2);
                return value;
            }
        }

        return null;
    }

    public IReadOnlyList<string> TakeRest(string what)
    {
        if (_left.Find(a => a.StartsWith('-')) is { } option)
        {
            throw new UsageException($"不认识的参数“{option}”。");
        }

        string[] rest = [.. _left];
        _left.Clear();
        return rest.Length > 0 ? rest : throw new UsageException($"没有给出{what}。");
    }

    public void RefuseRest()
    {
        if (_left.Count > 0)
        {
            throw new UsageException($"不认识的参数“{_left[0]}”。");
        }
    }
}
