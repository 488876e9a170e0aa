//! Languages beyond Chinese, Japanese, Korean and English: a section of `labels.toml` each, and what their scripts ask for.

use super::document;
use wenda::document::turn::TurnKind;

/// The kinds of the turns of a talk, as letters: question, answer, statement.
fn kinds(text: &str) -> String {
    let found = document("a.txt", text);
    let letter = |kind| match kind {
        TurnKind::Question => 'q',
        TurnKind::Answer => 'a',
        TurnKind::Statement => 's',
    };
    found.turns.iter().map(|turn| letter(turn.kind)).collect()
}

#[test]
fn an_arabic_press_conference() {
    assert_eq!(
        kinds(
            "المؤتمر الصحفي لوزير النقل\n\nالوزير: مساء الخير جميعا، وشكرا لحضوركم اليوم. سأتحدث عن الميناء الجديد ثم أجيب عن أسئلتكم.\n\nسؤال: متى سيفتح الميناء الجديد أمام السفن الكبيرة؟\n\nالوزير: سيفتح في الربيع القادم إن شاء الله، بعد انتهاء أعمال التعميق.\n\nسؤال: وكم كلف المشروع حتى الآن؟\n\nالوزير: كلف المشروع نحو ثلاثمئة مليون، وهو أقل مما كان مقدرا.\n\nسؤال: هل ستزداد أسعار الشحن بعد ذلك؟\n\nالوزير: لا أعتقد ذلك، فالمنافسة ستبقي الأسعار معقولة.\n"
        ),
        "sqaqaqa"
    );
}

#[test]
fn a_persian_press_conference() {
    assert_eq!(
        kinds(
            "نشست خبری سخنگوی راه‌آهن\n\nخبرنگار: قطار جدید از چه زمانی حرکت می‌کند؟\n\nسخنگو: از ابتدای مهر، هر روز دو بار.\n\nخبرنگار ایسنا: قیمت بلیت چقدر است؟\n\nسخنگو: قیمت هنوز نهایی نشده است.\n\nخبرنگار: آیا واگن‌ها نو هستند؟\n\nسخنگو: بله، همه نو هستند.\n"
        ),
        "qaqaqa"
    );
}

#[test]
fn a_hebrew_interview_in_letters() {
    assert_eq!(
        kinds(
            "שיחה עם מנהלת הספרייה\n\nש: איך התחלת לעבוד בספרייה?\n\nת: התחלתי כמתנדבת בגיל שבע עשרה, ומאז לא עזבתי.\n\nש: מה השתנה מאז?\n\nת: כמעט הכול. היום אנשים באים לעבוד כאן, לא רק לקרוא.\n\nש: ומה עם הספרים הישנים?\n\nת: הם שמורים במרתף, וכל אחד יכול לבקש אותם.\n"
        ),
        "qaqaqa"
    );
}

#[test]
fn a_hindi_press_conference() {
    assert_eq!(
        kinds(
            "जल मंत्री की पत्रकार वार्ता\n\nप्रश्न: नए बाँध का काम कब पूरा होगा?\n\nउत्तर: काम अगले साल मार्च तक पूरा हो जाएगा।\n\nप्रश्न: क्या गाँव वालों को मुआवज़ा मिल गया है?\n\nउत्तर: हाँ, नब्बे प्रतिशत लोगों को मिल चुका है।\n\nप्रश्न: बाकी लोगों का क्या होगा?\n\nउत्तर: उनके कागज़ जाँचे जा रहे हैं।\n"
        ),
        "qaqaqa"
    );
}

#[test]
fn a_thai_interview_without_stops() {
    assert_eq!(
        kinds(
            "สัมภาษณ์ผู้อำนวยการสวนสัตว์\n\nผู้สื่อข่าว: ปีนี้มีผู้เข้าชมเท่าไร\n\nผู้อำนวยการ: ประมาณสองแสนคน มากกว่าปีที่แล้วเล็กน้อย\n\nผู้สื่อข่าว: จะเปิดโซนใหม่เมื่อไร\n\nผู้อำนวยการ: เราตั้งใจจะเปิดโซนนกในเดือนหน้า\n\nผู้สื่อข่าว: ค่าเข้าชมจะขึ้นไหม\n\nผู้อำนวยการ: ยังไม่มีแผนจะขึ้นราคา\n"
        ),
        "qaqaqa"
    );
}

#[test]
fn a_vietnamese_press_conference_with_roles_of_two_words() {
    assert_eq!(
        kinds(
            "Họp báo của Bộ Giao thông\n\nPhóng viên: Thưa Bộ trưởng, khi nào cây cầu mới được thông xe?\n\nBộ trưởng Nguyễn Văn Hải: Dự kiến vào tháng sáu năm sau, nếu thời tiết thuận lợi.\n\nPhóng viên: Chi phí có tăng không?\n\nBộ trưởng Nguyễn Văn Hải: Có tăng nhẹ, khoảng ba phần trăm.\n\nPhóng viên (báo Bến Sông): Người dân hai bên bờ có được đền bù không?\n\nBộ trưởng Nguyễn Văn Hải: Tất cả đã được đền bù.\n"
        ),
        "qaqaqa"
    );
}

#[test]
fn a_turkish_press_conference_in_capitals() {
    assert_eq!(
        kinds(
            "Bakanın basın toplantısı\n\nSORU: Sayın Bakan, liman ne zaman açılacak?\n\nBAKAN YILMAZ: Liman gelecek bahar açılacak.\n\nSORU: Maliyeti ne kadar?\n\nBAKAN YILMAZ: Yaklaşık üç yüz milyon lira.\n\nSORU- Çevre izinleri alındı mı?\n\nBAKAN YILMAZ- Evet, bütün izinler alındı.\n"
        ),
        "qaqaqa"
    );
}

#[test]
fn a_greek_press_conference_whose_question_marks_are_semicolons() {
    assert_eq!(
        kinds(
            "Συνέντευξη του δημάρχου\n\nΔΗΜΟΣΙΟΓΡΑΦΟΣ: Κύριε δήμαρχε, πότε θα ανοίξει η γέφυρα;\n\nΔΗΜΑΡΧΟΣ: Η γέφυρα θα ανοίξει τον Ιούνιο, όπως είχαμε πει.\n\nΔΗΜΟΣΙΟΓΡΑΦΟΣ: Και ο δρόμος προς το λιμάνι;\n\nΔΗΜΑΡΧΟΣ: Ο δρόμος θα χρειαστεί λίγους μήνες ακόμη.\n"
        ),
        "qaqa"
    );
}

#[test]
fn a_reporter_is_not_told_to_be_another_one() {
    let found = document(
        "a.txt",
        "Reporter (Northfield Radio): Is it done?\n\nMayor: It is.\n\nReporter: Who paid?\n\nMayor: We did.\n\nReporter (Bay News): When?\n\nMayor: In May.\n",
    );
    assert!(found.turns.iter().all(|turn| turn.speaker_full.is_none()), "{:?}", found.turns);
}
