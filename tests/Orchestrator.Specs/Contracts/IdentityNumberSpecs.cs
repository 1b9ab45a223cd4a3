using System.Text.Json;
using Orchestrator.Contracts.People;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Contracts;

public sealed class IdentityNumberSpecs
{
    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("440524188001010014")]
    [InlineData("990101198506090013")]
    public void A_number_with_a_right_check_character_is_read(string text)
    {
        IdentityNumber.TryParse(text, out var number).ShouldBe(IdentityFaults.None);
        number!.Reveal().ShouldBe(text);
    }

    [Theory]
    [InlineData(null, IdentityFaults.Length)]
    [InlineData("", IdentityFaults.Length)]
    [InlineData("99010119850609001", IdentityFaults.Length)]
    [InlineData("9901011985060900133", IdentityFaults.Length)]
    [InlineData("99010119790711001x", IdentityFaults.Characters)]
    [InlineData("X90101198506090013", IdentityFaults.Characters)]
    [InlineData("９90101198506090013", IdentityFaults.Characters)]
    [InlineData("9901011985060900 3", IdentityFaults.Characters)]
    [InlineData("990101196802300012", IdentityFaults.Date)]
    [InlineData("990101198506090010", IdentityFaults.Checksum)]
    [InlineData("990101198513090013", IdentityFaults.Date | IdentityFaults.Checksum)]
    public void Each_refusal_says_all_that_is_wrong(string? text, IdentityFaults faults)
    {
        IdentityNumber.TryParse(text, out var number).ShouldBe(faults);
        number.ShouldBeNull();
    }

    [Fact]
    public void Any_one_wrong_digit_and_any_two_swapped_neighbours_are_noticed()
    {
        const string right = "990101198506090013";
        for (var at = 0; at < right.Length; at++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != right[at])
                {
                    IdentityNumber.TryParse($"{right[..at]}{digit}{right[(at + 1)..]}", out _).ShouldNotBe(IdentityFaults.None);
                }
            }

            if (at > 0 && right[at] != right[at - 1])
            {
                IdentityNumber.TryParse($"{right[..(at - 1)]}{right[at]}{right[at - 1]}{right[(at + 1)..]}", out _).ShouldNotBe(IdentityFaults.None);
            }
        }
    }

    [Fact]
    public void A_number_tells_birth_gender_and_region()
    {
        var number = Read("990101198506090013");
        number.BirthDate.ShouldBe(new DateOnly(1985, 6, 9));
        number.Gender.ShouldBe(Gender.Male);
        number.Region.ShouldBe("990101");
        Read("990191196904250006").Gender.ShouldBe(Gender.Female);
    }

    [Fact]
    public void Printed_interpolated_or_serialized_a_number_is_masked()
    {
        var number = Read("990101198506090013");
        number.ToString().ShouldBe("990101********0013");
        $"{number}".ShouldBe("990101********0013");
        JsonSerializer.Serialize(number).ShouldNotContain("9850609001");
    }

    [Theory]
    [InlineData("990101198506090010", "990101********0010")]
    [InlineData("99010119850609001", "99****")]
    [InlineData("9", "9****")]
    [InlineData("", "****")]
    public void A_text_that_is_no_number_is_masked_too(string text, string masked) => IdentityNumber.Mask(text).ShouldBe(masked);

    [Fact]
    public void Numbers_are_equal_by_their_digits() => Read("990101198506090013").ShouldBe(Read(new string("990101198506090013")));

    internal static IdentityNumber Read(string text)
    {
        IdentityNumber.TryParse(text, out var number).ShouldBe(IdentityFaults.None);
        return number!;
    }
}
