namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// A parsed script: the part of ECMAScript 2020 that workflow expressions use, in strict mode, deterministic, without
/// any access to the machine. Immutable and safe for concurrent runs; parse once and keep it.
/// <para>Differences from a browser, all on purpose: the local time zone is always UTC+8 without summer time;
/// comparison of texts is by code unit; <c>Math.random</c>, classes, generators, promises, <c>eval</c>, getters and
/// setters, prototypes and symbols are refused when the script is parsed.</para>
/// </summary>
public sealed class Script
{
    private const int LongestSource = 200_000;

    private readonly string _source;
    private readonly FunctionCode _code;

    private Script(string source, FunctionCode code, IReadOnlySet<string> freeNames) =>
        (_source, _code, FreeNames) = (source, code, freeNames);

    /// <summary>The names that the script takes from its host: neither declared in it nor part of the language.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    /// <summary>Parses a script. Never throws, whatever the text.</summary>
    /// <returns>The script, or null and the reasons why it is refused.</returns>
    public static (Script? Script, IReadOnlyList<ScriptProblem> Problems) Parse(string source)
    {
        var problems = new ProblemList(source);
        try
        {
            if (source.Length > LongestSource)
            {
                throw Lexer.Refuse(LongestSource, "The script is too long.", "脚本过长。");
            }

            var code = new Parser(source, problems).ParseScript();
            var resolver = new Resolver(problems);
            code.Resolve(resolver);
            if (problems.Problems.Count == 0)
            {
                return (new Script(source, code, resolver.FreeNames), []);
            }
        }
        catch (RefusedScriptException refused)
        {
            problems.Add(refused.Position, refused.Message, refused.MessageZh);
        }

        return (null, problems.Problems);
    }

    /// <summary>
    /// Runs the script. The result is the value of <c>return</c>, else of the last expression statement, as plain data:
    /// what <c>JSON.parse(JSON.stringify(value))</c> would give, with undefined as null. It shares nothing with the
    /// host's values.
    /// </summary>
    /// <exception cref="ScriptException">The script failed or used up its budget.</exception>
    public object? Run(IScriptHost host, ScriptBudget? budget = null)
    {
        var run = new Run(host, budget ?? ScriptBudget.Default, _source);
        var frame = new Frame(run, _code.SlotCount, [], Undefined.Value);
        run.EnterCall(_code.Height);
        _code.Scope.Enter(frame);
        _code.Scope.HoistFunctions(frame);
        foreach (var statement in _code.Body)
        {
            if (statement.Execute(frame) == Signal.Return)
            {
                break;
            }
        }

        return PlainValue.Of(run, frame.Result);
    }

    /// <summary>
    /// Converts what a script may have put into a host's object to plain data, by the rules of <see cref="Run"/>.
    /// Plain values come back as copies.
    /// </summary>
    /// <exception cref="InvalidOperationException">The value contains itself.</exception>
    public static object? ToPlain(object? value) => PlainValue.Of(null, value);
}
