using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

public sealed class HostSpecs
{
    private static readonly HostFunction GetVariable = a => a[0] is "Outcome" ? "Approve" : null;

    [Fact]
    public void A_condition_asks_the_host_for_a_variable()
    {
        var host = new Scripts(("getVariable", GetVariable));
        host.Run("getVariable('Outcome') == 'Approve'").ShouldBe(true);
        host.Run("getVariable('Other') == 'Approve'").ShouldBe(false);
    }

    [Fact]
    public void A_condition_allocates_next_to_nothing()
    {
        var (script, _) = Script.Parse("getVariable('Outcome') == 'Approve'");
        var host = new Scripts(("getVariable", GetVariable));
        script!.Run(host);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            script.Run(host);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000 * 400);
    }

    [Fact]
    public void Assignments_to_members_of_a_host_object_reach_the_host()
    {
        var variables = JsObject.Of(("Count", 1.0));
        new Scripts(("variables", variables)).Run("variables.Count += 2; variables.Msg = `共${variables.Count}件`");
        variables["Count"].ShouldBe(3.0);
        variables["Msg"].ShouldBe("共3件");
    }

    [Fact]
    public void A_host_function_receives_plain_values()
    {
        object?[] seen = [];
        HostFunction keep = a =>
        {
            seen = a.ToArray();
            return null;
        };
        new Scripts(("keep", keep)).Run("keep(undefined, new Date(0), [undefined, () => 1], {a: undefined, b: new Map()}, NaN, -0)");
        seen[0].ShouldBeNull();
        seen[1].ShouldBe("1970-01-01T00:00:00.000Z");
        JsonText.Write(seen[2]).ShouldBe("[null,null]");
        JsonText.Write(seen[3]).ShouldBe("""{"b":{}}""");
        seen[4].ShouldBeNull();
        double.IsNegative((double)seen[5]!).ShouldBeFalse();
    }

    [Fact]
    public void A_host_function_is_a_value_too()
    {
        new Scripts(("getVariable", GetVariable)).Run("['Outcome','x'].map(getVariable).join()").ShouldBe("Approve,");
    }

    [Fact]
    public void A_failing_host_function_becomes_an_error_that_the_script_can_catch()
    {
        HostFunction fail = _ => throw new InvalidOperationException("没有这个变量");
        var host = new Scripts(("fail", fail));
        host.Run("try { fail() } catch (e) { e.message }").ShouldBe("没有这个变量");
        var error = Should.Throw<ScriptException>(() => host.Run("1;\n  fail()"));
        (error.Line, error.Column, error.Kind).ShouldBe((2, 3, ScriptErrorKind.Error));
        error.InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void The_result_shares_nothing_with_the_host()
    {
        var list = JsArray.Of(1.0);
        var result = (JsArray)new Scripts(("list", list)).Run("list")!;
        result.Items.Add(2.0);
        list.Count.ShouldBe(1);
    }

    [Fact]
    public void Free_names_are_those_neither_declared_nor_part_of_the_language()
    {
        var (script, _) = Script.Parse("const a = getVariable('x'); [1].map(b => a + b + other); typeof third; Math.max(1)");
        script!.FreeNames.Order(StringComparer.Ordinal).ShouldBe(["getVariable", "other", "third"]);
    }

    [Fact]
    public void An_unknown_name_is_a_reference_error_with_its_place()
    {
        var error = Scripts.Failure("1 +\n  nothing");
        (error.Kind, error.Line, error.Column).ShouldBe((ScriptErrorKind.ReferenceError, 2, 3));
        error.MessageZh.ShouldContain("nothing");
    }

    [Fact]
    public void The_time_is_the_hosts()
    {
        Scripts.Json("[Date.now(), new Date().toISOString()]").ShouldBe("""[1772424000000,"2026-03-02T04:00:00.000Z"]""");
    }

    [Fact]
    public async Task One_script_runs_in_many_threads_at_once()
    {
        var (script, _) = Script.Parse("let s = 0; for (const x of [1,2,3]) { const f = () => x * n; s += f() } s");
        var runs = Enumerable.Range(0, 200).Select(n => Task.Run(() => (n, script!.Run(new Scripts(("n", (double)n))))));
        foreach (var (n, result) in await Task.WhenAll(runs))
        {
            result.ShouldBe(6.0 * n);
        }
    }
}
