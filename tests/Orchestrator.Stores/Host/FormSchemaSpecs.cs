using System.Text;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Definitions;
using Orchestrator.Host.Tasks.Forms;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

/// <summary>The schema checker: what it accepts, where it points, what it says.</summary>
public sealed class FormSchemaSpecs
{
    private static readonly FormCatalog Shipped = FormCatalog.Load(ShippedDefinitions.Folder);

    public static TheoryData<string, string, string> Faults => new()
    {
        // form, data, "path message"
        { "reviews/intake", """{"reasons":"x"}""", "data.reasons" },
        { "reviews/consolidation", "{}", "data.items “汇总意见”必须填写。" },
        { "reviews/opinion", """{"result":"Maybe"}""", "data.result “会审结论”只能是：NoObjection（无意见）、WithOpinions（有意见）、Object（原则性反对）、Recuse（申请回避）。" },
        { "reviews/opinion", """{"result":1}""", "data.result “会审结论”应为文本。" },
        { "reviews/opinion", """{"result":"NoObjection","extra":1}""", "data.extra 没有名为“extra”的填写项。" },
        {
            "reviews/opinion",
            """{"result":"WithOpinions","opinions":[{"category":"Wording","location":"第一条","reason":"错字","severity":"Must"},{"category":"Wording","location":"","reason":"r","severity":"Must"}]}""",
            "data.opinions[1].location “条款位置”必须填写。"
        },
        {
            "reviews/opinion",
            """{"result":"WithOpinions","opinions":[{"category":"Wording","location":"第一条","severity":"Must"}]}""",
            "data.opinions[0].reason “理由”必须填写。"
        },
        { "reviews/opinion", """{"result":"NoObjection","comment":null}""", "data.comment “总体意见”应为文本。" },
        { "reviews/decision", """{"expected":0}""", "data.expected" },
        { "reviews/decision", """{"expected":1.5}""", "data.expected" },
        { "reviews/agenda", """{"meeting":"m","meetingDate":"2020-02-30"}""", "data.meetingDate" },
    };

    [Fact]
    public void A_step_asks_for_fields_and_leaves_others_out()
    {
        var schema = Schema("""
            {"type":"object","properties":{"a":{"type":"string","title":"甲"},"b":{"type":"array"},"c":{"type":"string"}},"required":["c"],"additionalProperties":false,
             "x-outcomes":{"Reject":{"required":["a","c"]}}}
            """).With(new FieldRules(["a", "b", "nothing"], ["c"]));

        schema.Check(JsonText.Parse("""{"a":"x","b":[1]}""")).ShouldBeEmpty("what the form does not have is not asked for");
        schema.Check(JsonText.Parse("""{"a":" ","b":[]}""")).Select(fault => fault.Path).ShouldBe(["data.a", "data.b"]);
        schema.Check(JsonText.Parse("{}")).Select(fault => fault.Path).ShouldBe(["data.a", "data.b"]);
        schema.Check(JsonText.Parse("""{"a":"x","b":[1],"c":"y"}""")).ShouldHaveSingleItem().Path.ShouldBe("data.c");
        schema.Missing("Reject", 1, new JsObject()).ShouldHaveSingleItem().ShouldBe(new SchemaFault("data.a", "“甲”必须填写。"));
        schema.Missing("Approve", 0, new JsObject()).ShouldBeEmpty();
    }

    [Fact]
    public void What_an_outcome_asks_for_goes_by_its_place_where_the_form_takes_outcomes_in_order()
    {
        var sign = Shipped.Find("people/sign").ShouldNotBeNull();

        sign.Missing("Approve", 0, new JsObject()).ShouldBeEmpty();
        sign.Missing("Veto", 1, JsObject.Of(("comment", " "))).ShouldHaveSingleItem().Path.ShouldBe("data.comment");
        sign.Missing("Veto", 1, JsObject.Of(("comment", "不妥"))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_names_its_place(string form, string data, string expected)
    {
        var faults = Shipped.Find(form).ShouldNotBeNull().Check(JsonText.Parse(data));

        faults.Select(f => $"{f.Path} {f.Message}").ShouldContain(line => line.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_is_reported_and_not_only_the_first()
    {
        var schema = Schema("""{"type":"object","required":["a","b"],"properties":{"a":{"type":"string"},"c":{"type":"integer","minimum":1}}}""");

        schema.Check(JsonText.Parse("""{"c":0}""")).Select(f => f.Path).ShouldBe(["data.a", "data.b", "data.c"]);
    }

    [Fact]
    public void Good_data_has_no_fault() => Shipped.Find("reviews/opinion")!
        .Check(JsonText.Parse("""{"result":"WithOpinions","opinions":[{"category":"Data","location":"附件二","reason":"合计不符","severity":"Suggest"}]}""")).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"type":"string","minLength":2}""", "\"一\"", false)]
    [InlineData("""{"type":"string","minLength":2}""", "\"一二\"", true)]
    [InlineData("""{"type":"string","maxLength":1}""", "\"𠮷\"", true)] // one character, two UTF-16 units
    [InlineData("""{"type":"string","minLength":1}""", "\"  　\"", false)] // nothing but blanks is not an answer
    [InlineData("""{"type":"string","pattern":"^[0-9]{4}$"}""", "\"2020\"", true)]
    [InlineData("""{"type":"string","pattern":"^[0-9]{4}$"}""", "\"20200\"", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "0", false)]
    [InlineData("""{"type":"number","multipleOf":0.5}""", "1.5", true)]
    [InlineData("""{"type":"number","multipleOf":0.5}""", "1.4", false)]
    [InlineData("""{"type":"array","uniqueItems":true}""", "[1,2,1]", false)]
    [InlineData("""{"type":"array","minItems":1}""", "[]", false)]
    [InlineData("""{"type":"array","maxItems":1}""", "[1,2]", false)]
    [InlineData("""{"oneOf":[{"const":"a"},{"const":"b"}]}""", "\"b\"", true)]
    [InlineData("""{"oneOf":[{"const":"a"},{"const":"b"}]}""", "\"c\"", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"number"}]}""", "true", false)]
    [InlineData("""{"not":{"const":1}}""", "1", false)]
    [InlineData("""{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]}}""", """{"a":2}""", true)]
    [InlineData("""{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/tree"}}}}}""", """{"left":{"left":{}}}""", true)]
    [InlineData("""{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","properties":{"left":{"$ref":"#/$defs/tree"}}}}}""", """{"left":{"left":1}}""", false)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", """{"x":"y"}""", false)]
    [InlineData("""{"format":"date"}""", "\"2020-02-29\"", true)]
    [InlineData("""{"format":"date"}""", "\"2021-02-29\"", false)]
    public void A_keyword_means_what_the_standard_says(string schema, string data, bool accepted) =>
        Schema(schema).Check(JsonText.Parse(data)).Count.ShouldBe(accepted ? 0 : 1);

    [Theory]
    [InlineData("""{"type":"text"}""", "$.type")]
    [InlineData("""{"properties":{"a":{"minLenght":3}}}""", "$.properties.a.minLenght")]
    [InlineData("""{"pattern":"("}""", "$.pattern")]
    [InlineData("""{"pattern":"(a)\\1"}""", "$.pattern")] // cannot be matched in linear time
    [InlineData("""{"$ref":"#/$defs/none"}""", "$.$ref")]
    [InlineData("""{"required":"a","properties":[]}""", "$.properties")]
    [InlineData("[]", "JSON 对象")]
    public void A_schema_that_cannot_be_enforced_is_refused_when_it_is_read(string schema, string place) =>
        Should.Throw<InvalidDataException>(() => Schema(schema)).Message.ShouldContain(place);

    [Fact]
    public void Every_form_that_comes_with_the_program_can_be_enforced()
    {
        Shipped.Forms.Count.ShouldBeGreaterThanOrEqualTo(20);
        Shipped.Forms.Keys.ShouldContain("reviews/draft");
        Shipped.Forms.Keys.ShouldContain("disputes/step");
    }

    private static FormSchema Schema(string text) => FormSchema.Read(Encoding.UTF8.GetBytes(text));
}
