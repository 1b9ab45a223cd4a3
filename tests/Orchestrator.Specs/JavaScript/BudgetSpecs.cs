using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

public sealed class BudgetSpecs
{
    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("for (;;) ;")]
    [InlineData("do {} while (true)")]
    [InlineData("const f = () => f(); f()")]
    [InlineData("function f() { return [1].map(f) } f()")]
    [InlineData("const o = { toString() { return '' + o } }; '' + o")]
    [InlineData("const o = { toJSON() { return JSON.stringify(o) } }; JSON.stringify(o)")]
    [InlineData("'x'.repeat(1e8)")]
    [InlineData("'x'.padStart(1e8)")]
    [InlineData("''.padEnd(4e8, 'ab')")]
    [InlineData("Array(1e9)")]
    [InlineData("const a = []; a.length = 4e9")]
    [InlineData("const a = []; a[999999998] = 1")]
    [InlineData("Array.from({ length: 1e9 })")]
    [InlineData("let s = 'x'; while (true) s += s")]
    [InlineData("let a = [1]; while (true) a = a.concat(a)")]
    [InlineData("let a = [1]; while (true) a = [...a, ...a]")]
    [InlineData("const a = [1]; for (const x of a) a.push(x)")]
    [InlineData("const s = new Set([1]); for (const x of s) { s.delete(x); s.add(x + 1) }")]
    [InlineData("const m = new Map([[1, 1]]); m.forEach((v, k) => m.set(k + 1, v))")]
    [InlineData("let o = {}; for (let i = 0; ; i++) o['k' + i] = i")]
    [InlineData("let s = 'a'; for (;;) s = `${s}${s}`")]
    [InlineData("let s = 'ab'; for (;;) s = s.replace(/./g, '$&$&')")]
    [InlineData("let s = 'ab'; for (;;) s = s.split('').join('xx')")]
    [InlineData("let s = '\"'; for (;;) s = JSON.stringify(s)")]
    [InlineData("let s = '%'; for (;;) s = encodeURIComponent(s)")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("/(.*)*x/.test('y'.repeat(200))")]
    [InlineData("/(?=(a|aa)+$)b/.test('a'.repeat(60) + 'c')")]
    [InlineData("/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))")]
    [InlineData("Array(10000).fill(0).sort((a, b) => { while (true) {} })")]
    [InlineData("let f = x => x; for (let i = 0; ; i++) { const g = f; f = x => g(x) }")]
    public void What_would_never_end_or_fill_the_memory_stops_at_the_budget(string source)
    {
        Scripts.Failure(source).Kind.ShouldBe(ScriptErrorKind.Budget);
    }

    [Fact]
    public void A_script_cannot_catch_the_end_of_its_budget()
    {
        Scripts.Failure("try { while (true) {} } catch { 'caught' } finally { 'last' }").Kind.ShouldBe(ScriptErrorKind.Budget);
        Scripts.Failure("const f = () => f(); try { f() } catch { 'caught' }").Kind.ShouldBe(ScriptErrorKind.Budget);
    }

    [Fact]
    public void The_place_where_the_budget_ended_is_named()
    {
        var error = Scripts.Failure("const f = () => 1;\nfor (;;)\n  f()");
        (error.Line, error.Column).ShouldBe((3, 3));
        error.MessageZh.ShouldContain("200000");
    }

    [Fact]
    public void The_same_run_always_takes_the_same_steps()
    {
        const string Source = "let s = 0; for (let i = 0; i < 100; i++) { s += [1, 2, 3].map(x => x * i).length } s";
        var least = Enumerable.Range(1, 2_000).First(steps => Runs(Source, steps));
        Enumerable.Range(0, 5).ShouldAllBe(_ => Runs(Source, least) && !Runs(Source, least - 1));
    }

    [Fact]
    public void Calls_may_be_200_deep_by_default()
    {
        Scripts.Json("const f = n => n === 0 ? 0 : 1 + f(n - 1); f(190)").ShouldBe("190");
        Scripts.Failure("const f = n => n === 0 ? 0 : 1 + f(n - 1); f(210)").Kind.ShouldBe(ScriptErrorKind.Budget);
    }

    [Fact]
    public void Deep_calls_of_deep_expressions_fit_on_a_small_stack()
    {
        var deep = string.Concat(Enumerable.Repeat("(1 + ", 40)) + "f(n + 1)" + new string(')', 40);
        ScriptException? caught = null;
        var small = new Thread(() => caught = Scripts.Failure($"const f = n => [n].map(x => {deep})[0]; f(0)"), 512 * 1024);
        small.Start();
        small.Join();
        caught!.Kind.ShouldBe(ScriptErrorKind.Budget);
    }

    [Fact]
    public void Ten_thousand_rows_pass_through_a_pipeline_with_a_raised_budget()
    {
        const string Source = """
            const rows = Array.from({ length: 10000 }, (_, i) => ({ id: i, dept: '部门' + i % 20, age: 20 + i % 40 }));
            const by = rows.filter(r => r.age >= 30).reduce((m, r) => { (m[r.dept] ??= []).push(r.id); return m }, {});
            Object.entries(by).map(([d, ids]) => `${d}:${ids.length}`).sort().slice(0, 2)
            """;
        JsonText.Write(new Scripts().Run(Source, new ScriptBudget(2_000_000, 64_000_000)))
            .ShouldBe("""["部门0:250","部门10:500"]""");
    }

    private static bool Runs(string source, int steps)
    {
        try
        {
            new Scripts().Run(source, new ScriptBudget(steps));
            return true;
        }
        catch (ScriptException error) when (error.Kind == ScriptErrorKind.Budget)
        {
            return false;
        }
    }
}
