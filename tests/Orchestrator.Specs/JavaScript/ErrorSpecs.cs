using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.JavaScript;

public sealed class ErrorSpecs
{
    [Theory]
    [InlineData("const a = null;\na.b", 2, 3, ScriptErrorKind.TypeError, "Cannot read properties of null (reading 'b')")]
    [InlineData("undefined[0]", 1, 10, ScriptErrorKind.TypeError, "Cannot read properties of undefined (reading '0')")]
    [InlineData("const o = {};\n  o.missing()", 2, 5, ScriptErrorKind.TypeError, "o.missing is not a function")]
    [InlineData("null.x = 1", 1, 6, ScriptErrorKind.TypeError, "Cannot set properties of null (setting 'x')")]
    [InlineData("const c = 1; c = 2", 1, 14, ScriptErrorKind.TypeError, "Assignment to constant variable.")]
    [InlineData("f(); let x = 1; function f() { return x }", 1, 39, ScriptErrorKind.ReferenceError, "Cannot access 'x' before initialization")]
    [InlineData("nothing + 1", 1, 1, ScriptErrorKind.ReferenceError, "nothing is not defined")]
    [InlineData("'a'.repeat(-1)", 1, 5, ScriptErrorKind.RangeError, "Invalid count value: -1")]
    [InlineData("1;\nnew Array(-1)", 2, 1, ScriptErrorKind.RangeError, "Invalid array length")]
    [InlineData("JSON.parse('{')", 1, 6, ScriptErrorKind.SyntaxError, "Unexpected end of JSON input")]
    [InlineData("RegExp('(')", 1, 1, ScriptErrorKind.SyntaxError, "Invalid regular expression")]
    [InlineData("const [a] = {}", 1, 7, ScriptErrorKind.TypeError, "is not iterable")]
    [InlineData("const {a} = null", 1, 7, ScriptErrorKind.TypeError, "Cannot destructure")]
    [InlineData("1;\n  throw new Error('没有名册')", 2, 3, ScriptErrorKind.Error, "Error: 没有名册")]
    [InlineData("throw new RangeError('超编')", 1, 1, ScriptErrorKind.RangeError, "RangeError: 超编")]
    [InlineData("throw { code: 7 }", 1, 1, ScriptErrorKind.Error, "Uncaught [object]")]
    [InlineData("1 in 1", 1, 3, ScriptErrorKind.TypeError, "Cannot use 'in' operator")]
    [InlineData("[].reduce((a, b) => a)", 1, 4, ScriptErrorKind.TypeError, "Reduce of empty array")]
    [InlineData("new Date(NaN).toISOString()", 1, 15, ScriptErrorKind.RangeError, "Invalid time value")]
    [InlineData("[1].map(5)", 1, 5, ScriptErrorKind.TypeError, "5 is not a function")]
    public void A_failure_names_its_kind_and_place(string source, int line, int column, ScriptErrorKind kind, string message)
    {
        var error = Scripts.Failure(source);
        error.Message.ShouldContain(message);
        (error.Line, error.Column, error.Kind).ShouldBe((line, column, kind));
        error.MessageZh.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_thrown_value_is_handed_out_as_plain_data()
    {
        Scripts.Failure("throw '不同意'").Thrown.ShouldBe("不同意");
        Scripts.Failure("throw new Error('坏了')").Thrown.ShouldBe("坏了");
        ((JsObject)Scripts.Failure("throw { code: 7, f: () => 1 }").Thrown!).Names.ShouldBe(["code"]);
    }

    [Fact]
    public void Line_and_column_count_all_kinds_of_line_ends()
    {
        var error = Scripts.Failure("1;\r\n2;\r3;\n  none");
        (error.Line, error.Column).ShouldBe((4, 3));
    }

    [Fact]
    public void An_error_thrown_again_keeps_its_value_and_takes_the_new_place()
    {
        var error = Scripts.Failure("try { null.x } catch (e) {\n  throw e\n}");
        (error.Kind, error.Line, error.Column).ShouldBe((ScriptErrorKind.TypeError, 2, 3));
    }

    [Fact]
    public void An_error_inside_deep_calls_leaves_the_depth_as_it_was()
    {
        const string Source = "const dive = n => n ? dive(n - 1) : null.x; let caught = 0; for (let i = 0; i < 50; i++) { try { dive(100) } catch (e) { caught++ } } caught";
        Scripts.Json(Source).ShouldBe("50");
    }

    [Fact]
    public void A_value_that_contains_itself_cannot_be_a_result()
    {
        Scripts.Failure("const a = {}; a.a = a; a").Kind.ShouldBe(ScriptErrorKind.TypeError);
        Scripts.Failure("const a = []; a.push(a); JSON.stringify(a)").Kind.ShouldBe(ScriptErrorKind.TypeError);
    }
}
