using Orchestrator.Engine.JavaScript;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

public sealed class RefusalSpecs
{
    [Theory]
    [InlineData("class A {}", 1, 1, "Classes")]
    [InlineData("1;\n  class A {}", 2, 3, "Classes")]
    [InlineData("const A = class {}", 1, 11, "Classes")]
    [InlineData("async () => 1", 1, 1, "async and await")]
    [InlineData("async function f() {}", 1, 1, "async and await")]
    [InlineData("const x = await getVariable('a')", 1, 11, "async and await")]
    [InlineData("({ async f() {} })", 1, 4, "async and await")]
    [InlineData("function* g() {}", 1, 9, "Generators")]
    [InlineData("({ *g() {} })", 1, 4, "Generators")]
    [InlineData("({ get a() { return 1 } })", 1, 4, "Getters and setters")]
    [InlineData("with (a) {}", 1, 1, "'with'")]
    [InlineData("import x from 'y'", 1, 1, "import")]
    [InlineData("import('y')", 1, 1, "import")]
    [InlineData("export const a = 1", 1, 1, "export")]
    [InlineData("debugger", 1, 1, "debugger")]
    [InlineData("10n", 1, 1, "BigInt")]
    [InlineData("BigInt(1)", 1, 1, "BigInt")]
    [InlineData("tag`x`", 1, 4, "Tagged templates")]
    [InlineData("eval('1')", 1, 1, "eval")]
    [InlineData("Function('return 1')()", 1, 1, "Function")]
    [InlineData("function f() { return arguments }", 1, 23, "arguments")]
    [InlineData("new Proxy({}, {})", 1, 5, "Proxy")]
    [InlineData("Symbol('a')", 1, 1, "Symbol")]
    [InlineData("globalThis.x", 1, 1, "globalThis")]
    [InlineData("Promise.resolve(1)", 1, 1, "Promise")]
    [InlineData("Math.random()", 1, 6, "not deterministic")]
    [InlineData("Math['random']()", 1, 6, "not deterministic")]
    [InlineData("({}).__proto__", 1, 6, "prototypes")]
    [InlineData("({ __proto__: 1 })", 1, 4, "prototypes")]
    [InlineData("[].constructor", 1, 4, "prototypes")]
    [InlineData("''['constructor']", 1, 4, "prototypes")]
    [InlineData("Array.prototype.slice", 1, 7, "prototypes")]
    [InlineData("function F() {}\nnew F()", 2, 1, "new F")]
    [InlineData("new (() => {})()", 1, 1, "built-in types")]
    [InlineData("new String('a')", 1, 1, "new String")]
    [InlineData("new.target", 1, 1, "new.target")]
    [InlineData("total = 1", 1, 1, "'total' is not declared")]
    [InlineData("[a, b] = [1, 2]", 1, 2, "'a' is not declared")]
    [InlineData("count++", 1, 1, "'count' is not declared")]
    [InlineData("/(/", 1, 1, "unterminated group")]
    [InlineData("1 + /[b-a]/", 1, 5, "range out of order")]
    [InlineData("#x", 1, 1, "Private names")]
    [InlineData("017", 1, 1, "Octal")]
    [InlineData("a?.b = 1", 1, 1, "Invalid assignment target")]
    [InlineData("'open", 1, 1, "no end")]
    [InlineData("/* open", 1, 1, "no end")]
    [InlineData("if (a", 1, 6, "end of script")]
    [InlineData("const a = 1;\nconst a = 2", 2, 7, "already been declared")]
    public void A_construct_outside_the_subset_is_refused_at_its_place(string source, int line, int column, string reason)
    {
        var problem = Scripts.Problem(source);
        problem.Message.ShouldContain(reason);
        (problem.Line, problem.Column).ShouldBe((line, column));
        problem.MessageZh.ShouldMatch("[一-龥]");
    }

    [Fact]
    public void Refusals_that_do_not_confuse_the_grammar_are_reported_together()
    {
        var (_, problems) = Script.Parse("Math.random() + a.__proto__;\nx = Symbol.iterator");
        problems.Select(p => (p.Line, p.Column)).Order().ShouldBe([(1, 6), (1, 19), (2, 1), (2, 5)]);
    }

    [Fact]
    public void A_declared_name_may_be_one_that_is_refused_as_a_global()
    {
        Scripts.Json("const self = 1, process = 2, f = (Symbol) => Symbol; [self, process, f(3)]").ShouldBe("[1,2,3]");
    }

    [Fact]
    public void Random_reached_by_a_computed_name_is_no_function()
    {
        Scripts.Failure("const n = 'ran' + 'dom'; Math[n]()").Kind.ShouldBe(ScriptErrorKind.TypeError);
    }

    [Fact]
    public void Prototypes_cannot_be_reached_by_computed_names()
    {
        Scripts.Json("const c = 'construct' + 'or'; [({})[c], [][c], ''[c], (() => 1)[c], Object['proto' + 'type']].map(x => typeof x)")
            .ShouldBe("""["undefined","undefined","undefined","undefined","undefined"]""");
        Scripts.Failure("const o = {}; o['__pro' + 'to__'] = { polluted: 1 }").Kind.ShouldBe(ScriptErrorKind.TypeError);
        Scripts.Failure("({ ['__pro' + 'to__']: 1 })").Kind.ShouldBe(ScriptErrorKind.TypeError);
        Scripts.Json("const o = JSON.parse('{\"__proto__\":{\"x\":1}}'); [o.x === undefined, ({}).x === undefined]").ShouldBe("[true,true]");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("({a:", "})")]
    [InlineData("(() => ", ")")]
    [InlineData("{", "}")]
    [InlineData("!", "")]
    [InlineData("a[", "]")]
    [InlineData("f(", ")")]
    [InlineData("`${", "}`")]
    [InlineData("if (1) ", "")]
    [InlineData("function f() {", "}")]
    [InlineData("1 ? 1 : ", "")]
    [InlineData("1 ** ", "")]
    [InlineData("x => ", "")]
    public void A_script_nested_too_deeply_is_refused_not_a_crash(string open, string close)
    {
        var source = string.Concat(Enumerable.Repeat(open, 5_000)) + "1" + string.Concat(Enumerable.Repeat(close, 5_000));
        var (script, problems) = Script.Parse(source);
        script.ShouldBeNull();
        problems[0].Message.ShouldContain("nested too deeply");
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(".a")]
    [InlineData("[0]")]
    [InlineData("()")]
    [InlineData(" && 1")]
    public void A_chain_may_be_hundreds_of_links_long_but_not_thousands(string link)
    {
        Script.Parse("x" + string.Concat(Enumerable.Repeat(link, 800))).Script.ShouldNotBeNull();
        Script.Parse("x" + string.Concat(Enumerable.Repeat(link, 20_000))).Script.ShouldBeNull();
    }

    [Fact]
    public void A_script_of_more_than_200_000_characters_is_refused() =>
        Scripts.Problem(new string(' ', 200_001)).Message.ShouldContain("too long");
}
