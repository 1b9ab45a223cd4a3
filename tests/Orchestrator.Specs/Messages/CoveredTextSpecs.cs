using System.Text.Json.Nodes;
using Orchestrator.Runtime.Messages.DeadLetters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Messages;

public sealed class CoveredTextSpecs
{
    private const string Number = "990102199003071238";
    private const string Key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Number)]
    [InlineData("99010219900307123X")]
    [InlineData("99010219900307123x")]
    public void A_citizen_number_is_covered_wherever_it_stands(string number)
    {
        var covered = CoveredText.Of($$$"""{"a":"{{{number}}}","b":["见{{{number}}}号"],"{{{number}}}":1,"c":"{\"inner\":\"{{{number}}}\"}"}""");

        covered.Text.ShouldNotContain(number);
        covered.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("99010219900307123")]
    [InlineData("9901021990030712380")]
    [InlineData("99010219900307123Y")]
    public void Other_lengths_are_no_citizen_number(string text) => CoveredText.Of($$"""{"a":"{{text}}"}""").Text.ShouldContain(text);

    [Fact]
    public void A_citizen_number_written_as_a_number_or_with_escapes_is_covered()
    {
        CoveredText.Of($$"""{"a":{{Number}}}""").Text.ShouldNotContain(Number);
        CoveredText.Of("{\"a\":\"\\u0039" + Number[1..] + "\"}").Text.ShouldNotContain(Number[1..]);
    }

    [Fact]
    public void Of_a_person_key_the_first_eight_digits_stay()
    {
        var covered = CoveredText.Of($$"""{"person":"{{Key}}","sha256":"{{Key[1..]}}"}""").Text;

        covered.ShouldContain("\"01234567…【遮盖1】\"");
        covered.ShouldContain(Key[1..], Case.Sensitive, "63 digits are something else");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("personName")]
    [InlineData("NAME")]
    [InlineData("姓名")]
    [InlineData("经办人姓名")]
    public void A_field_called_a_name_is_covered_with_all_that_is_in_it(string field)
    {
        CoveredText.Of($$"""{"{{field}}":"文舒"}""").Text.ShouldNotContain("文舒");
        CoveredText.Of($$$"""{"{{{field}}}":{"family":"文","given":["舒"]}}""").Text.ShouldNotContain("舒");
    }

    [Fact]
    public void Other_fields_stay_readable() => CoveredText.Of("""{"title":"文舒","names2":"文舒","unit":null,"n":7,"ok":true}""").Count.ShouldBe(0);

    [Fact]
    public void What_is_no_json_is_covered_too()
    {
        var covered = CoveredText.Of($$"""{"personName":"文舒","id":"{{Number}}","key":"{{Key}}""").Text;

        covered.ShouldNotContain("文舒");
        covered.ShouldNotContain(Number);
        covered.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("""{"name":"文舒","a":[1,null,true,"990102199003071238 和 99010219900307123X"],"b":990102199003071238}""")]
    [InlineData("""{"payload":"{\"name\":\"文\\\"舒\",\"x\":990102199003071238}","name":{"a":990102199003071238,"b":["x",""]}}""")]
    [InlineData("""[]""")]
    public void What_is_covered_comes_back_when_nothing_is_changed(string body)
    {
        var covered = CoveredText.Of(body);

        JsonNode.DeepEquals(JsonNode.Parse(covered.Uncover(covered.Text)), JsonNode.Parse(body)).ShouldBeTrue(covered.Uncover(covered.Text));
    }

    [Fact]
    public void A_mark_stands_for_its_passage_wherever_it_is_moved()
    {
        var covered = CoveredText.Of($$"""{"people":[{"name":"文舒"},{"name":"江一"}],"id":"{{Number}}"}""");

        covered.Uncover("""{"people":[{"name":"【遮盖2】"}],"id":"99【遮盖3】"}""").ShouldBe($$"""{"people":[{"name":"江一"}],"id":"99{{Number}}"}""");
    }

    [Theory]
    [InlineData("【遮盖0】")]
    [InlineData("【遮盖2】")]
    [InlineData("【遮盖99999999999】")]
    public void A_mark_that_was_never_given_out_is_refused(string mark) =>
        Should.Throw<FormatException>(() => CoveredText.Of("""{"name":"文舒"}""").Uncover($$"""{"name":"{{mark}}"}""")).Message.ShouldBe(mark);

    [Fact]
    public void An_error_keeps_its_words_and_loses_numbers_and_keys() =>
        CoveredText.Scrub($"第 3 行 {Number} 重复，人员 {Key}").ShouldBe("第 3 行 【已遮盖】 重复，人员 01234567…");
}
