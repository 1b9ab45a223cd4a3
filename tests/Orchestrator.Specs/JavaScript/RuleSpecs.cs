using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

/// <summary>Rules that random or collected scripts once found broken, and the differences from Node that are on purpose.</summary>
public sealed class RuleSpecs
{
    [Fact]
    public void A_comparing_function_that_answers_true_or_false_sorts_as_in_node() =>
        Scripts.Json("[[3, 1, 2].sort((a, b) => a > b), [2, 3, 1].sort((a, b) => a < b)]").ShouldBe("[[3,1,2],[2,3,1]]");

    [Fact]
    public void A_large_number_in_another_radix_ends_in_zeros_where_its_digits_mean_nothing() =>
        Scripts.Json("[(1e21).toString(36), (2 ** 53).toString(36), (1e300).toString(36).slice(0, 14)]")
            .ShouldBe("""["5v1j4f4ds7c000","2gosa7pa2gw","fhgyjdfcg7s000"]""");

    [Fact]
    public void A_long_text_of_digits_is_read_in_parts_of_32_bits() =>
        Scripts.Json("parseInt('9007199254740993', 36)").ShouldBe("1.9896986116031807E+24");

    [Fact]
    public void The_cube_root_of_a_whole_cube_is_whole() =>
        Scripts.Json("[1, 8, 27, 64, 125, 1000, -27, 0].map(Math.cbrt)").ShouldBe("[1,2,3,4,5,10,-3,0]");

    [Fact]
    public void Deleting_through_an_optional_chain_that_finds_nothing_is_true() =>
        Scripts.Json("const n = null, o = { a: 1 }; [delete n?.a, delete n?.a.b, delete o?.a, o]").ShouldBe("[true,true,true,{}]");

    [Fact]
    public void Half_of_a_character_in_a_result_becomes_the_replacement_character()
    {
        new Scripts().Run("'a\\ud83d'").ShouldBe("a\uFFFD");
        Scripts.Json("({ ['\\ude00']: '😀'.slice(1) })").ShouldBe("""{"�":"�"}""");
    }

    [Fact]
    public void Making_json_text_is_charged_before_it_fills_the_memory() =>
        Scripts.Failure("let s = '\"'; for (;;) s = JSON.stringify(s)").Kind.ShouldBe(ScriptErrorKind.Budget);

    [Fact]
    public void A_result_is_what_json_text_can_say() =>
        Scripts.Json("[undefined, NaN, -0, () => 1, new Date(0), new Map([[1, 2]]), new Set([1]), /x/, new Error('e'), { u: undefined, f() {} }, Array(2)]")
            .ShouldBe("""[null,null,0,null,"1970-01-01T00:00:00.000Z",{},{},{},{},{},[null,null]]""");

    [Fact]
    public void Members_of_a_result_come_in_the_order_of_the_language() =>
        Scripts.Json("({ b: 1, 10: 2, a: 3, 9: 4 })").ShouldBe("""{"9":4,"10":2,"b":1,"a":3}""");

    [Fact]
    public void A_script_without_a_value_gives_null() =>
        Scripts.Json("const a = 1; if (a > 1) { a }").ShouldBe("null");

    [Fact]
    public void The_local_clock_is_always_eight_hours_ahead_even_in_summers_that_had_summer_time() =>
        Scripts.Json("[new Date('1988-07-01T12:00:00').toISOString(), new Date(1988, 6, 1).getTimezoneOffset()]")
            .ShouldBe("""["1988-07-01T04:00:00.000Z",-480]""");

    [Fact]
    public void Texts_are_compared_by_code_unit_whatever_the_machine() =>
        Scripts.Json("['a'.localeCompare('B'), '张'.localeCompare('李'), ['b', 'B', '李', '张'].sort((x, y) => x.localeCompare(y))]")
            .ShouldBe("""[1,-1,["B","b","张","李"]]""");

    [Fact]
    public void This_is_undefined_outside_methods() =>
        Scripts.Json("[typeof this, (function () { return typeof this })(), ({ f: () => typeof this }).f()]").ShouldBe("""["undefined","undefined","undefined"]""");

    [Fact]
    public void An_array_takes_no_named_members() =>
        Scripts.Failure("const a = []; a.total = 1").Kind.ShouldBe(ScriptErrorKind.TypeError);

    [Fact]
    public void Locales_other_than_ours_are_refused_rather_than_guessed()
    {
        Scripts.Failure("(1).toLocaleString('de-DE')").Kind.ShouldBe(ScriptErrorKind.RangeError);
        Scripts.Failure("new Date().toLocaleDateString('en-US')").Kind.ShouldBe(ScriptErrorKind.RangeError);
        Scripts.Json("[(1234.5).toLocaleString(), new Date(0).toLocaleString()]").ShouldBe("""["1,234.5","1970/1/1 08:00:00"]""");
    }

    [Fact]
    public void What_a_script_left_in_a_hosts_object_becomes_plain_data()
    {
        var variables = new JsObject();
        new Scripts(("variables", variables)).Run("variables.due = new Date(0); variables.f = () => 1; variables.u = undefined; variables.list = [, NaN]");
        JsonText.Write(Script.ToPlain(variables)).ShouldBe("""{"due":"1970-01-01T00:00:00.000Z","list":[null,null]}""");
    }

    [Fact]
    public void Plain_data_that_contains_itself_is_an_error_of_the_caller()
    {
        var loop = new JsObject();
        loop["self"] = loop;
        Should.Throw<InvalidOperationException>(() => Script.ToPlain(loop));
    }

    [Fact]
    public void A_frozen_object_stays_frozen_for_the_run_only()
    {
        var variables = JsObject.Of(("a", 1.0));
        var host = new Scripts(("variables", variables));
        Should.Throw<ScriptException>(() => host.Run("Object.freeze(variables); variables.a = 2"));
        host.Run("variables.a = 2");
        variables["a"].ShouldBe(2.0);
    }
}
