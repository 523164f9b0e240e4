import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from core.fields import EncryptedTextField
from core.models import TimeStamped


@pghistory.track(exclude=["updated_at", "escalation_webhook", "escalation_secret"])
class TeamPolicy(TimeStamped):
    """The team's own rules. There is one row; `TeamPolicy.current()` gives it. Defaults rest on docs/practice.md."""

    class SignOff(models.TextChoices):
        ALWAYS = "always", "Always"
        ABOVE = "above", "Above a number of recipients"
        NEVER = "never", "Never"

    organisation = models.CharField(max_length=120, default="Our press office")
    postal_address = models.CharField(
        max_length=300,
        blank=True,
        help_text="Stands under every pitch. The law asks for it in many countries (CAN-SPAM).",
    )

    sign_off = models.CharField(max_length=8, choices=SignOff, default=SignOff.ALWAYS)
    sign_off_above = models.PositiveIntegerField(default=10)
    approve_own_work = models.BooleanField(
        default=False, help_text="For a freelancer, who is specialist and manager at once."
    )

    cool_off_days = models.PositiveSmallIntegerField(default=14)
    outlet_cap = models.PositiveSmallIntegerField(
        default=3, help_text="Journalists of one outlet pitched within the cool-off days."
    )
    window_start = models.PositiveSmallIntegerField(default=5, validators=[MaxValueValidator(23)])
    window_end = models.PositiveSmallIntegerField(default=12, validators=[MinValueValidator(1), MaxValueValidator(24)])
    weekdays_only = models.BooleanField(default=True)
    follow_up_after = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1)], help_text="Business days."
    )
    follow_up_lapses_after = models.PositiveSmallIntegerField(
        default=7, help_text="Days after which it is not sent any more."
    )
    cancel_window = models.PositiveSmallIntegerField(
        default=30, help_text="Seconds in which a schedule can be taken back."
    )
    link_days = models.PositiveSmallIntegerField(default=180, help_text="Days for which a pitch page stays open.")

    acknowledge_minutes = models.PositiveSmallIntegerField(
        default=15, validators=[MinValueValidator(1)], help_text="For an inquiry; minutes within office hours."
    )
    office_start = models.PositiveSmallIntegerField(default=9, validators=[MaxValueValidator(23)])
    office_end = models.PositiveSmallIntegerField(default=18, validators=[MinValueValidator(1), MaxValueValidator(24)])
    office_weekdays_only = models.BooleanField(default=True)
    escalate_manager_after = models.PositiveSmallIntegerField(
        default=15, help_text="Minutes after the first call, within office hours."
    )
    escalate_everyone_after = models.PositiveSmallIntegerField(
        default=30, help_text="Minutes after the first call, within office hours."
    )
    deadline_warning = models.PositiveSmallIntegerField(
        default=60, help_text="Minutes before a reporter's deadline at which the first one is called."
    )
    inquiry_sign_off = models.BooleanField(
        default=True,
        help_text="A manager signs off what reporters are told, holding statements of approved words apart.",
    )
    inquiry_legal = models.ForeignKey(
        "team.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="legal signs off",
        help_text="Whoever looks at answers to reporters for legal, besides the manager.",
    )  # fmt: skip
    inquiry_quoted = models.BooleanField(
        "the person quoted signs off", default=False, help_text="The spokesperson of an inquiry, by a link of theirs."
    )
    escalation_webhook = models.URLField(blank=True, help_text="Told of each escalation, for example a Slack channel.")
    escalation_secret = EncryptedTextField(blank=True, help_text="Signs what is sent there.")

    count_clicks = models.BooleanField(default=False)
    count_opens = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "team policy"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="team_policy_single"),
            models.CheckConstraint(condition=Q(sign_off__in=["always", "above", "never"]), name="team_policy_sign_off"),
            models.CheckConstraint(
                condition=Q(window_start__lt=F("window_end"), window_end__lte=24),
                name="team_policy_window",
                violation_error_message="The sending window must begin before it ends.",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_after__gte=1, follow_up_lapses_after__gte=F("follow_up_after")),
                name="team_policy_follow_up",
                violation_error_message="A follow-up cannot lapse before it is due.",
            ),
            models.CheckConstraint(
                condition=Q(office_start__lt=F("office_end"), office_end__lte=24),
                name="team_policy_office",
                violation_error_message="Office hours must begin before they end.",
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_minutes__gte=1, escalate_everyone_after__gte=F("escalate_manager_after")),
                name="team_policy_escalation",
                violation_error_message="Everyone is called after the manager, not before.",
            ),
        ]

    def __str__(self) -> str:
        return "Team policy"

    @classmethod
    def current(cls) -> "TeamPolicy":
        policy, _ = cls.objects.get_or_create(pk=1)
        return policy

    def asks_for_sign_off(self, *, recipients: int) -> bool:
        """Whether something that goes to so many people needs a second pair of eyes."""
        if self.sign_off == self.SignOff.ABOVE:
            return recipients > self.sign_off_above
        return self.sign_off == self.SignOff.ALWAYS
